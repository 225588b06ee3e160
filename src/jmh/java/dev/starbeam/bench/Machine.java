package dev.starbeam.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Where and when figures were taken. */
final class Machine {
    private static final double GIGABYTE = 1 << 20;

    private Machine() {}

    /** A heading for {@code docs/benchmarks.md}. */
    static String heading() throws IOException, SQLException {
        return "### %s, %d cores, %.0f GB, JDK %s, DuckDB %s, commit %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        Runtime.getRuntime().availableProcessors(),
                        kilobytes() / GIGABYTE,
                        System.getProperty("java.version"),
                        duckDb(),
                        commit());
    }

    private static double kilobytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return Double.parseDouble(lines.filter(line -> line.startsWith("MemTotal"))
                    .findFirst()
                    .orElse("0")
                    .replaceAll("\\D", ""));
        }
    }

    private static String duckDb() throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            return duck.getMetaData().getDatabaseProductVersion();
        }
    }

    private static String commit() throws IOException {
        String changed = output(List.of("git", "status", "--porcelain", "--untracked-files=no"));
        return output(List.of("git", "rev-parse", "--short", "HEAD")) + (changed.isEmpty() ? "" : " with changes");
    }

    private static String output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
