package dev.starbeam.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.cli.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run on the cluster, and the same words in this process. */
final class ClusterRun implements AutoCloseable {
    private static final long JOB_SECONDS = 600;

    private final FlinkCluster cluster;
    private final Path home;
    private final List<String> words;
    private final ChildProcess standIn;
    private final Path warehouse;
    private ChildProcess driver;

    /** @param home a directory for all that the run writes */
    ClusterRun(FlinkCluster cluster, Path home, List<String> words) throws IOException {
        this.cluster = cluster;
        this.home = Files.createDirectories(home);
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

    /** By our own command line, with more words if there are any. */
    void submit(String... more) throws IOException {
        List<String> all = new ArrayList<>(
                List.of("run", "--flinkMaster=" + cluster.master(), "--parallelism=4", "--filesToStage=" + bundle()));
        all.addAll(List.of(more));
        all.addAll(onTheCluster());
        driver = cluster.driver(bundle().toString(), "driver-" + home.getFileName(), all.toArray(String[]::new));
    }

    /** By {@code flink run}, with these words for Flink itself. */
    void submitByFlinkRun(String... flinkWords) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "-m", cluster.master(), "-p", "4"));
        all.addAll(List.of(flinkWords));
        all.addAll(List.of("-c", "dev.starbeam.cli.Main", bundle().toString(), "run"));
        all.addAll(onTheCluster());
        driver = cluster.flink("driver-" + home.getFileName(), all.toArray(String[]::new));
    }

    /** By the JobManager's REST interface. Returns the job's id. */
    String submitByRest(String jar) throws Exception {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(onTheCluster());
        return cluster.run(jar, all);
    }

    private List<String> onTheCluster() throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--runner=FlinkRunner",
                "--shared-files",
                "--batchId=b1",
                "--onQualityFailure=warn",
                "--warehouse=snowflake://fake/starbeam?user=loader&access_token=file:" + home.resolve("token")
                        + "&address=http://127.0.0.1:" + standIn.line("port ", 600),
                "--staging=" + home.resolve("staging"),
                "--report=" + home.resolve("report")));
        all.addAll(words);
        return all;
    }

    /** Returns when a step with this name works, or has just worked and the job goes on. */
    void awaitRunning(String step) throws Exception {
        Set<String> seen = new TreeSet<>();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(JOB_SECONDS);
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

    private boolean isAtWork(String job, String step, Set<String> seen) throws Exception {
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

    /** Waits for the program that submits, which must end well. Returns what it told. */
    String awaitDriver() throws IOException {
        int code = driver.await(JOB_SECONDS);
        assertThat(code).as("%s%n%s", driver.output(), cluster.logs()).isZero();
        return driver.output();
    }

    /** Waits for a job that nobody else waits for. */
    void awaitJob(String id) throws Exception {
        assertThat(cluster.awaitEnd(id, JOB_SECONDS)).as(cluster.logs()).isEqualTo("FINISHED");
    }

    /** The tables are those of a local run, the summary is written, and nothing is left in the staging directory. */
    void requireSameAsLocally() throws Exception {
        requireSameAsLocally(List.of("published"));
    }

    /** The same after a worker died: if the batch was published by then, the next attempt has found it there. */
    void requireSameAsLocallyAfterADeath() throws Exception {
        requireSameAsLocally(List.of("published", "already_published"));
    }

    private void requireSameAsLocally(List<String> outcomes) throws Exception {
        assertThat(filesIn(home.resolve("staging"))).as(cluster.logs()).isEmpty();
        assertThat(new ObjectMapper()
                        .readTree(summary().toFile())
                        .path("outcome")
                        .asText())
                .isIn(outcomes);
        Path local = home.resolve("local.duckdb");
        runLocally(local);
        standIn.close();
        standIn.await(60);
        Map<String, String> expected = TableSums.of(local);
        assertThat(expected)
                .containsKeys("star.dim_date", "quality.check_results")
                .hasSizeGreaterThan(10);
        assertThat(TableSums.of(warehouse)).containsAllEntriesOf(expected);
    }

    /** Where the run's summary will be. */
    Path summary() {
        return home.resolve("report").resolve("b1.json");
    }

    private void runLocally(Path local) {
        List<String> all = new ArrayList<>(List.of(
                "run",
                "--batchId=b1",
                "--onQualityFailure=warn",
                "--warehouse=duckdb:" + local,
                "--staging=" + home.resolve("local-staging"),
                "--report=" + home.resolve("local-report")));
        all.addAll(words);
        CommandLine run = CommandLine.run(all);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.cancelJobs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (driver != null) {
            driver.close();
        }
        standIn.close();
    }

    static Path bundle() {
        return Path.of(Objects.requireNonNull(System.getProperty("starbeam.bundle"), "-Dstarbeam.bundle=<jar>"));
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
