package dev.starbeam.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.Sample;
import dev.starbeam.cli.CommandLine;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled jar on a Flink cluster of processes, publishing to the stand-in for Snowflake in a process of its own: the
 * tables are those of a local run into DuckDB. Needs {@code -Dstarbeam.bundle=<jar>}.
 */
class FlinkClusterIT {
    private static final long JOB_SECONDS = 600;
    private static final String ORDERS = Boolean.getBoolean("starbeam.full") ? "1000000" : "60000";

    @TempDir
    static Path directory;

    private static FlinkCluster cluster;

    @BeforeAll
    static void begin() throws Exception {
        cluster = FlinkCluster.start(Files.createDirectories(directory.resolve("flink")), 2);
    }

    /** In turn, since each takes half a minute; all with {@code -Dstarbeam.full=true}. */
    static List<String> pipelines() {
        return Sample.of(List.of("online_retail", "customer_analytics", "northwind"), 3);
    }

    /** While files are written, and while keys are exchanged. */
    static List<String> steps() {
        return Sample.of(List.of("Write fact_orders", "Drop duplicates of stg_orders"), 2);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shippedPipelinesPublishWhatALocalRunPublishes(String pipeline) throws Exception {
        try (Attempt attempt = new Attempt(pipeline, List.of("--pipeline=pipelines/" + pipeline))) {
            attempt.submit();
            attempt.finish();
            attempt.requireSameAsLocally();
        }
    }

    @Test
    void flinkRunPublishesTheSame() throws Exception {
        try (Attempt attempt = new Attempt("flink-run", List.of("--pipeline=pipelines/northwind"))) {
            attempt.submitByFlinkRun();
            attempt.finish();
            attempt.requireSameAsLocally();
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aTaskManagerMayBeKilledAtAnyTime(String step) throws Exception {
        String name = "killed-at-" + step.replaceAll("\\W+", "-");
        try (Attempt attempt =
                new Attempt(name, List.of("--pipeline=pipelines/customer_analytics", "--var=raw=" + generated()))) {
            attempt.submit();
            attempt.awaitRunning(step);
            cluster.replaceTaskManager();
            attempt.finish();
            attempt.requireSameAsLocally();
        }
    }

    private static Path generated() throws IOException {
        Path raw = directory.resolve("raw");
        if (!Files.exists(raw)) {
            DataGenerator.write(GenerateSettings.parse(
                    Map.of("orders", ORDERS, "dirt", "light", "seed", "7", "files", "4", "out", raw.toString())));
        }
        return raw;
    }

    /** One run on the cluster, and the same words in this process. */
    private static final class Attempt implements AutoCloseable {
        private final Path home;
        private final List<String> words;
        private final ChildProcess standIn;
        private final Path warehouse;
        private ChildProcess driver;

        Attempt(String name, List<String> words) throws IOException {
            this.home = Files.createDirectories(directory.resolve(name));
            this.words = words;
            this.warehouse = home.resolve("snowflake.duckdb");
            this.standIn = ChildProcess.java(
                    home.resolve("standin.log"),
                    Map.of(),
                    "-Xmx1g",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StandInMain.class.getName(),
                    home.resolve("stages").toString(),
                    warehouse.toString());
            Files.writeString(home.resolve("token"), "pat-for-tests\n");
        }

        void submit() throws IOException {
            List<String> all = new ArrayList<>(List.of(
                    "run", "--flinkMaster=" + cluster.master(), "--parallelism=4", "--filesToStage=" + bundle()));
            all.addAll(onTheCluster());
            driver = cluster.driver(bundle(), "driver-" + home.getFileName(), all.toArray(String[]::new));
        }

        void submitByFlinkRun() throws IOException {
            List<String> all = new ArrayList<>(List.of("run", "-m", cluster.master(), "-p", "4"));
            all.addAll(List.of("-c", "dev.starbeam.cli.Main", bundle(), "run"));
            all.addAll(onTheCluster());
            driver = cluster.flink("driver-" + home.getFileName(), all.toArray(String[]::new));
        }

        private List<String> onTheCluster() throws IOException {
            List<String> all = new ArrayList<>(List.of(
                    "--runner=FlinkRunner",
                    "--shared-files",
                    "--batchId=b1",
                    "--onQualityFailure=warn",
                    "--warehouse=snowflake://fake/starbeam?user=loader&access_token=file:" + home.resolve("token")
                            + "&address=http://127.0.0.1:" + standIn.line("port ", 60),
                    "--staging=" + home.resolve("staging"),
                    "--report=" + home.resolve("report")));
            all.addAll(words);
            return all;
        }

        /** Returns when a step with this name works, or has just worked and the job goes on. */
        void awaitRunning(String step) throws Exception {
            Set<String> seen = new TreeSet<>();
            long deadline = System.nanoTime() + JOB_SECONDS * 1_000_000_000L;
            while (System.nanoTime() < deadline && driver.isAlive()) {
                for (JsonNode job : cluster.get("/jobs").path("jobs")) {
                    if (job.path("status").asText().equals("RUNNING")
                            && isAtWork(job.path("id").asText(), step, seen)) {
                        return;
                    }
                }
                Pause.briefly();
            }
            throw new IllegalStateException("no step " + step + " was seen at work, but these were:\n"
                    + String.join("\n", seen) + "\n" + driver.output());
        }

        private static boolean isAtWork(String job, String step, Set<String> seen) throws Exception {
            boolean found = false;
            for (JsonNode vertex : cluster.get("/jobs/" + job).path("vertices")) {
                String status = vertex.path("status").asText();
                if (status.equals("RUNNING") || status.equals("FINISHED")) {
                    seen.add(vertex.path("name").asText());
                    found |= vertex.path("name").asText().contains(step);
                }
            }
            return found;
        }

        void finish() throws IOException {
            int code = driver.await(JOB_SECONDS);
            assertThat(code).as("%s%n%s", driver.output(), cluster.logs()).isZero();
            assertThat(filesIn(home.resolve("staging"))).isEmpty();
        }

        void requireSameAsLocally() throws Exception {
            assertThat(filesIn(home.resolve("staging")))
                    .as("%s%n%s", driver.output(), cluster.logs())
                    .isEmpty();
            Path local = home.resolve("local.duckdb");
            List<String> all = new ArrayList<>(List.of(
                    "run",
                    "--batchId=b1",
                    "--onQualityFailure=warn",
                    "--warehouse=duckdb:" + local,
                    "--staging=" + home.resolve("local-staging"),
                    "--report=" + home.resolve("local-report")));
            all.addAll(words);
            locally(all);
            standIn.close();
            standIn.await(60);
            Map<String, String> expected = TableSums.of(local);
            Map<String, String> actual = TableSums.of(warehouse);
            assertThat(expected)
                    .containsKeys("star.dim_date", "quality.check_results")
                    .hasSizeGreaterThan(10);
            assertThat(actual).containsAllEntriesOf(expected);
        }

        @Override
        public void close() {
            if (driver != null) {
                driver.close();
            }
            standIn.close();
        }
    }

    private static void locally(List<String> words) {
        CommandLine run = CommandLine.run(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    private static String bundle() {
        return java.util.Objects.requireNonNull(System.getProperty("starbeam.bundle"), "-Dstarbeam.bundle=<jar>");
    }

    private static List<Path> filesIn(Path staging) throws IOException {
        if (!Files.exists(staging)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(staging)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
