package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed leaves the old state or the new one; the next run completes it and clears what was left. */
class KillAndRerunTest {
    private static final long PATIENCE_SECONDS = 60;
    private static final List<Moment> MOMENTS = List.of(
            new Moment("while staging", home -> holds(home.resolve("staging"), ".parked", ""), 50),
            new Moment("while writing", home -> holds(home.resolve("staging"), ".parquet", ""), 50),
            new Moment("any time", home -> holds(home.resolve("staging"), "owner", ""), 1500),
            new Moment("while publishing", home -> holds(home, "warehouse.duckdb", ".wal"), 200));

    @TempDir
    Path directory;

    private Path raw;
    private Map<String, List<String>> undisturbed;

    @BeforeEach
    void runUndisturbed() throws Exception {
        raw = directory.resolve("raw");
        DataGenerator.write(
                GenerateSettings.parse(Map.of("orders", "6000", "dirt", "light", "files", "3", "out", raw.toString())));
        undisturbed = Published.facts(
                PipelineRun.in(directory.resolve("calm"), words()).expecting(0).warehouse());
    }

    @Test
    void whereverItIsKilledARerunGivesWhatAnUndisturbedRunGives() throws Exception {
        Random random = new Random();
        for (Moment moment : Sample.of(MOMENTS, 2)) {
            kill(moment, random.nextInt(moment.laterMillis()));
        }
    }

    private void kill(Moment moment, int laterMillis) throws Exception {
        Path home = directory.resolve(moment.name().replace(' ', '-'));
        String what = moment.name() + ", " + laterMillis + " ms later";
        Process process = RunMain.start(Stream.concat(
                        Stream.of(
                                "run",
                                "--warehouse=duckdb:" + PipelineRun.warehouse(home),
                                "--staging=" + home.resolve("staging"),
                                "--report=" + home.resolve("report")),
                        Stream.of(words()))
                .toArray(String[]::new));
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (process.isAlive() && !moment.sign().isThere(home)) {
                assertThat(System.nanoTime())
                        .as("%s has not come", moment.name())
                        .isLessThan(deadline);
                Thread.sleep(2);
            }
            Thread.sleep(laterMillis);
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (Files.exists(PipelineRun.warehouse(home))) {
            nothingIsThereByHalf(PipelineRun.warehouse(home), what);
        }

        PipelineRun rerun = PipelineRun.in(home, words()).expecting(0);

        assertThat(Published.facts(rerun.warehouse())).as(what).isEqualTo(undisturbed);
        assertThat(rerun.staging().toFile().list()).as(what).isEmpty();
    }

    /** The star is as the undisturbed run publishes it, or not there; marts may still be missing. */
    private void nothingIsThereByHalf(Path warehouse, String what) throws Exception {
        Map<String, List<String>> found = Published.facts(warehouse);
        List<String> facts = found.getOrDefault("star.fact_orders", List.of());
        if (!facts.isEmpty()) {
            for (String table :
                    List.of("star.fact_orders", "star.dim_customers", "star.dim_products", "star.dim_date")) {
                assertThat(found.get(table)).as("%s: %s", what, table).isEqualTo(undisturbed.get(table));
            }
        }
    }

    private String[] words() {
        return new String[] {"--pipeline=pipelines/customer_analytics", "--var=raw=" + raw, "--onQualityFailure=warn"};
    }

    private static boolean holds(Path directory, String part, String end) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.contains(part) && name.endsWith(end));
        } catch (java.io.UncheckedIOException e) {
            // A file went away while the tree was walked.
            return false;
        }
    }

    /**
     * When a run is killed.
     *
     * @param name of the moment
     * @param sign that it has come
     * @param laterMillis it is killed within that time after it
     */
    private record Moment(String name, Sign sign, int laterMillis) {}

    private interface Sign {
        boolean isThere(Path home) throws IOException;
    }
}
