package dev.starbeam.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One run of a shipped pipeline over its own data, with all it wrote in one directory. Tests only read what it left:
 * each pipeline runs once a JVM.
 *
 * @param home the directory
 * @param command what it told the shell
 */
public record ShippedRun(Path home, CommandLine command) {
    private static final Map<String, ShippedRun> RUNS = new ConcurrentHashMap<>();

    /** The run of {@code pipelines/<pipeline>}. */
    public static ShippedRun of(String pipeline) {
        return RUNS.computeIfAbsent(pipeline, ShippedRun::run);
    }

    /** One more run of it. */
    static ShippedRun run(String pipeline) {
        try {
            Path home = Files.createTempDirectory("starbeam-" + pipeline).toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
            CommandLine command = CommandLine.run(List.of(
                    "run",
                    "--pipeline=pipelines/" + pipeline,
                    "--warehouse=duckdb:" + home.resolve("warehouse.duckdb"),
                    "--staging=" + home.resolve("staging"),
                    "--report=" + home.resolve("report"),
                    "--threads=2"));
            assertThat(command.exitCode())
                    .as("%s%n%s", command.out(), command.err())
                    .isZero();
            return new ShippedRun(home, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path warehouse() {
        return home.resolve("warehouse.duckdb");
    }

    /** The JSON summary, which the last line of standard output names. */
    public Path summary() {
        String[] lines = command.out().stripTrailing().split("\n", -1);
        return Path.of(lines[lines.length - 1]);
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
