package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a merge of versions is compared with: one window query that derives versions from those that are there and from a
 * batch of observations. Arguments: directory for the seconds it took, versions, observations, members.
 */
public final class WindowQuery {
    private static final String ROWS =
            "SELECT i %% %s AS member, timestamp '2020-01-01' + to_hours(i * 17 %% 100000) AS observed_at,"
                    + " md5(i::VARCHAR) AS city, hash(i) AS row_hash FROM range(%s, %s) t(i)";

    private WindowQuery() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path file = Path.of(args[0]).resolveSibling("window.duckdb");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("CREATE TABLE history AS " + ROWS.formatted(args[3], "0", args[1]));
            statement.execute(
                    "CREATE TABLE observed AS " + ROWS.formatted(args[3], args[1], args[1] + " + " + args[2]));
            long start = System.nanoTime();
            statement.execute("""
                    CREATE TEMP TABLE versions AS
                    SELECT member, observed_at AS valid_from, city, row_hash,
                        coalesce(lead(observed_at) OVER w, timestamp '9999-12-31') AS valid_to,
                        row_hash IS DISTINCT FROM lag(row_hash) OVER w AS begins
                    FROM (FROM history UNION ALL FROM observed)
                    WINDOW w AS (PARTITION BY member ORDER BY observed_at)
                    """);
            Steps.write(Path.of(args[0]), "publish", start);
        }
    }
}
