package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.joda.time.Duration;

/** A stand-in with what the script of {@code starbeam ddl} makes beforehand, and warehouses that talk to it. */
public final class SnowflakeFixture {
    private SnowflakeFixture() {}

    public static SnowflakeStandIn start(Path directory) {
        return start(directory, "");
    }

    public static SnowflakeStandIn start(Path directory, String file) {
        try {
            SnowflakeStandIn standIn = SnowflakeStandIn.start(directory.resolve("stages"), file);
            standIn.haveStage("\"QUALITY\".\"STARBEAM_STAGE\"");
            return standIn;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SnowflakeWarehouse open(SnowflakeStandIn standIn, Path directory) {
        return open(standIn, directory, StatementObserver.NONE);
    }

    public static SnowflakeWarehouse open(SnowflakeStandIn standIn, Path directory, StatementObserver observer) {
        return open(uri(standIn, directory), observer);
    }

    public static SnowflakeWarehouse open(SnowflakeUri uri, StatementObserver observer) {
        return SnowflakeWarehouse.open(
                uri,
                "shop",
                SnowflakeOptions.DEFAULT,
                new SnowflakeWarehouse.Settings(StarFixture.CLOCK, observer, Duration.millis(10)));
    }

    public static SnowflakeUri uri(SnowflakeStandIn standIn, Path directory) {
        Path token = directory.resolve("token.txt");
        try {
            Files.writeString(token, "pat-for-tests\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SnowflakeUri.parse("snowflake://fake/starbeam?user=loader&role=starbeam_loader&access_token=file:"
                + token + "&address=http://127.0.0.1:" + standIn.port());
    }
}
