package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Deliveries of observations, each of which begins a version, with events beside them.
 *
 * @param home where they lie
 * @param members how many members are observed
 * @param events rows of the fact in each delivery
 */
record HistoryData(Path home, long members, long events) {
    /** How often a delivery observes each member. */
    static final int TIMES = 5;

    private static final int DAYS_BETWEEN = 4;

    /**
     * One delivery, which observes each member every fourth day.
     *
     * @param number deliveries with different numbers have different events
     * @param firstDay of the first observation; deliveries that begin one day apart fall between one another
     */
    Path delivery(int number, int firstDay) throws IOException {
        Path directory = home.resolve("delivery-" + number + "-of-" + events);
        if (!Files.exists(directory)) {
            Files.createDirectories(directory);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement()) {
                copy(statement, observations(firstDay), directory.resolve("observations.csv"));
                copy(statement, events(number), directory.resolve("events.csv"));
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
        return directory;
    }

    private String observations(int firstDay) {
        return """
                SELECT 'M' || i %% %d AS member_id,
                    timestamp '2020-01-01' + to_days((%d + %d * (i // %d))::INTEGER) AS observed_at,
                    substr(md5(concat(i, '|', %d)), 1, 12) AS city, 'segment ' || hash(i + %d) %% 100 AS segment
                FROM range(%d) t(i)
                """.formatted(members, firstDay, DAYS_BETWEEN, members, firstDay, firstDay, members * TIMES);
    }

    private String events(int number) {
        return """
                SELECT %d + i AS event_id, 'M' || hash(i) %% %d AS member_id,
                    timestamp '2020-01-01' + to_minutes((i %% 30000)::INTEGER) AS happened_at,
                    (i %% 10000)::DECIMAL(12, 2) AS amount
                FROM range(%d) t(i)
                """.formatted(number * events, members, events);
    }

    private static void copy(Statement statement, String query, Path to) throws SQLException {
        statement.execute("COPY (" + query + ") TO '" + to + "' (HEADER, DELIMITER ',')");
    }
}
