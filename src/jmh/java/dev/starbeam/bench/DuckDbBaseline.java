package dev.starbeam.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs {@code bench/duckdb_baseline.sql} and the pipeline's own marts in this process, into a new database file.
 *
 * <p>Arguments: directory of the CSV files, database file, pattern of the files of orders, and
 * {@code --timings} to print the time of each statement.
 */
public final class DuckDbBaseline {
    private static final Path SCRIPT = Path.of("bench/duckdb_baseline.sql");

    private DuckDbBaseline() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path database = Path.of(args[1]);
        Files.deleteIfExists(database);
        boolean timings = args.length > 3 && args[3].equals("--timings");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(args[0], args[2])) {
                long start = System.nanoTime();
                statement.execute(sql);
                if (timings) {
                    System.out.printf(Locale.ROOT, "%7.3f s  %s%n", seconds(start), firstLine(sql));
                }
            }
        }
    }

    private static List<String> statements(String raw, String orders) throws IOException {
        String script = Files.readString(SCRIPT)
                .replace("orders*.csv", orders)
                .replace("${raw}", raw)
                .replace("${batch}", "bench");
        Stream<String> loading = Stream.of(script.split(";\\s*\n", -1)).filter(sql -> !sql.isBlank());
        return Stream.concat(loading, Marts.statements().stream()).toList();
    }

    private static String firstLine(String sql) {
        return sql.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("--"))
                .findFirst()
                .orElse("");
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
