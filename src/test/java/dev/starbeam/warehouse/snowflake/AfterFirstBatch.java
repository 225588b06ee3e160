package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** The service as the first batch and its marts leave it, as often as it is wanted. */
final class AfterFirstBatch {
    private final Path file;

    private AfterFirstBatch(Path file) {
        this.file = file;
    }

    /** @param directory for this only */
    static AfterFirstBatch in(Path directory) throws Exception {
        Path file = Files.createDirectories(directory).resolve("first.duckdb");
        try (SnowflakeStandIn standIn = SnowflakeFixture.start(directory, file.toString())) {
            publish(standIn, StarFixture.plain(directory.resolve("staging")).first(), directory);
        }
        return new AfterFirstBatch(file);
    }

    /** Another one. */
    SnowflakeStandIn start(Path directory) throws Exception {
        Path copy = Files.createDirectories(directory).resolve("service.duckdb");
        Files.copy(file, copy);
        return SnowflakeFixture.start(directory, copy.toString());
    }

    /** Publishes a batch and builds its marts, in this process. */
    static PublishReceipt publish(SnowflakeStandIn standIn, PublishRequest request, Path directory) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory, StatementObserver.NONE)) {
            PublishReceipt receipt = warehouse.publish(request);
            warehouse.buildMarts(request.run().batchId(), StarFixture.MARTS);
            return receipt;
        }
    }

    static Map<String, List<List<String>>> contents(SnowflakeStandIn standIn) throws Exception {
        try (Connection duck = standIn.backdoor()) {
            return Contents.of(duck);
        }
    }
}
