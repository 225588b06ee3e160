package dev.starbeam.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.Sample;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled jar on a Flink cluster of processes, publishing to the stand-in for Snowflake in a process of its own: the
 * tables are those of a local run into DuckDB. Needs {@code -Dstarbeam.bundle=<jar>}.
 */
class FlinkClusterIT {
    private static final String FLINK_RUN = "-flink-run";
    private static final String REST = "-rest";
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

    /** By Flink's command line, waiting or not, by ours, and without any. */
    static List<String> waysToSubmit() {
        return Sample.of(List.of(FLINK_RUN, "-d", "--wait=false", REST), 4);
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shippedPipelinesPublishWhatALocalRunPublishes(String pipeline) throws Exception {
        try (ClusterRun run = run(pipeline, "--pipeline=pipelines/" + pipeline)) {
            run.submit();
            run.awaitDriver();
            run.requireSameAsLocally();
        }
    }

    /** Unless it waits, whoever submits it is gone when the job publishes, writes its summary and cleans up. */
    @ParameterizedTest
    @MethodSource("waysToSubmit")
    void aJobPublishesTheSameHoweverItIsSubmitted(String way) throws Exception {
        try (ClusterRun run = run("submitted" + way, "--pipeline=pipelines/northwind")) {
            switch (way) {
                case FLINK_RUN -> {
                    run.submitByFlinkRun();
                    assertThat(run.awaitDriver()).contains("Published to snowflake:");
                }
                case REST -> submitByRest(run);
                default ->
                    assertThat(submitAndLeave(run, way))
                            .contains("Batch b1 is submitted. What comes of it will be in " + run.summary() + ".")
                            .doesNotContainIgnoringCase("published", "failed");
            }
            run.awaitJob(cluster.newestJob());
            run.requireSameAsLocally();
        }
    }

    private static String submitAndLeave(ClusterRun run, String way) throws IOException {
        if (way.equals("-d")) {
            run.submitByFlinkRun(way);
        } else {
            run.submit(way);
        }
        return run.awaitDriver();
    }

    /** Our main runs inside the JobManager, which lives on when words are wrong. */
    private static void submitByRest(ClusterRun run) throws Exception {
        String jar = cluster.upload(ClusterRun.bundle());
        assertThatThrownBy(() -> cluster.run(jar, List.of("run", "--no-such-word")))
                .hasMessageContaining("starbeam ended with exit code 2");
        assertThat(run.submitByRest(jar)).isEqualTo(cluster.newestJob());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aTaskManagerMayBeKilledAtAnyTime(String step) throws Exception {
        String name = "killed-at-" + step.replaceAll("\\W+", "-");
        try (ClusterRun run = run(name, "--pipeline=pipelines/customer_analytics", "--var=raw=" + generated())) {
            run.submit();
            run.awaitRunning(step);
            cluster.replaceTaskManager();
            run.awaitDriver();
            run.requireSameAsLocallyAfterADeath();
        }
    }

    private static ClusterRun run(String name, String... words) throws IOException {
        return new ClusterRun(cluster, directory.resolve(name), List.of(words));
    }

    private static Path generated() throws IOException {
        Path raw = directory.resolve("raw");
        if (!Files.exists(raw)) {
            DataGenerator.write(GenerateSettings.parse(
                    Map.of("orders", ORDERS, "dirt", "light", "seed", "7", "files", "4", "out", raw.toString())));
        }
        return raw;
    }
}
