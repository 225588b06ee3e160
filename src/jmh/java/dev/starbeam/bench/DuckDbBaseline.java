package dev.starbeam.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>Arguments: directory of the CSV files, database file, and {@code --timings} to print the time of each statement.
 */
public final class DuckDbBaseline {
    private static final Path SCRIPT = Path.of("bench/duckdb_baseline.sql");
    private static final Path MARTS = Path.of("pipelines/customer_analytics/marts");

    private DuckDbBaseline() {}

    public static void main(String[] args) throws IOException, SQLException {
        Path database = Path.of(args[1]);
        Files.deleteIfExists(database);
        boolean timings = args.length > 2 && args[2].equals("--timings");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(Path.of(args[0]))) {
                long start = System.nanoTime();
                statement.execute(sql);
                if (timings) {
                    System.out.printf(Locale.ROOT, "%7.3f s  %s%n", seconds(start), firstLine(sql));
                }
            }
        }
    }

    private static List<String> statements(Path raw) throws IOException {
        String script =
                Files.readString(SCRIPT).replace("${raw}", raw.toString()).replace("${batch}", "bench");
        Stream<String> loading = Stream.of(script.split(";\\s*\n", -1)).filter(sql -> !sql.isBlank());
        return Stream.concat(loading, marts().stream()).toList();
    }

    private static List<String> marts() throws IOException {
        try (Stream<Path> files = Files.list(MARTS)) {
            return files.sorted().map(DuckDbBaseline::createMart).toList();
        }
    }

    private static String createMart(Path file) {
        String name = file.getFileName().toString().replace(".sql", "");
        try {
            return "CREATE TABLE marts." + name + " AS\n" + Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
