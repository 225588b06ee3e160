package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stand-in for Snowflake with what command lines need to publish to it.
 *
 * @param standIn the server
 * @param token a file with the secret that the URI refers to
 */
record StandInService(SnowflakeStandIn standIn, Path token) implements AutoCloseable {
    static final String SECRET = "t0ken-that-nobody-may-see";

    /** @param directory for this alone */
    static StandInService start(Path directory) throws Exception {
        Path token = Files.writeString(Files.createDirectories(directory).resolve("token"), SECRET);
        SnowflakeStandIn standIn = SnowflakeStandIn.start(directory.resolve("stages"));
        standIn.haveStage("\"QUALITY\".\"STARBEAM_STAGE\"");
        return new StandInService(standIn, token);
    }

    String uri() {
        return "snowflake://fake/starbeam?user=loader&access_token=file:" + token + "&address=http://127.0.0.1:"
                + standIn.port();
    }

    /** Rows as text, columns separated by {@code |}. */
    List<String> rows(String sql) throws SQLException {
        try (Connection snow = standIn.backdoor()) {
            return Published.rows(snow, sql);
        }
    }

    /** Every table is as in this DuckDB file, but those that tell when runs were. */
    void requireSameAs(Path file) throws SQLException {
        Map<String, List<List<String>>> duck = comparable(Contents.of(file));
        try (Connection snow = standIn.backdoor()) {
            Map<String, List<List<String>>> other = comparable(Contents.of(snow));
            assertThat(other.keySet()).containsAll(duck.keySet());
            duck.forEach((table, rows) -> assertThat(other.get(table)).as(table).isEqualTo(rows));
        }
    }

    private static Map<String, List<List<String>>> comparable(Map<String, List<List<String>>> contents) {
        Map<String, List<List<String>>> tables = new TreeMap<>();
        contents.forEach((name, rows) -> tables.put(name.toLowerCase(Locale.ROOT), rows));
        tables.keySet().removeIf(name -> name.endsWith("\"runs\"") || name.endsWith("\"loads\""));
        return tables;
    }

    @Override
    public void close() throws SQLException {
        standIn.close();
    }
}
