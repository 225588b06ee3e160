package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.run.ExitCode;
import dev.starbeam.warehouse.WarehouseTarget;
import dev.starbeam.warehouse.engine.Warehouses;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerChoiceTest {
    private static final WarehouseTarget LOCAL = Warehouses.target("duckdb:out/warehouse.duckdb");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--runner=DirectRunner",
                "--runner=direct",
                "--runner=org.apache.beam.runners.flink.FlinkRunner",
                "--runner=FlinkRunner --flinkMaster=[local]",
                "--runner=flink --flinkMaster=[auto]"
            })
    void runnersOnThisMachineReachALocalWarehouse(String words) {
        assertThatCode(() -> choice(words).requireReach(LOCAL)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--runner=DataflowRunner",
                "--runner=dataflow",
                "--runner=SparkRunner",
                "--runner=FlinkRunner --flinkMaster=jobs.example.org:8081",
                "--runner=FlinkRunner --flinkMaster=localhost:8081"
            })
    void distributedRunnersDoNot(String words) {
        assertThatThrownBy(() -> choice(words).requireReach(LOCAL))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--warehouse=duckdb:out/warehouse.duckdb is a file on this machine");
    }

    @Test
    void theMessageSaysWhereTheWorkersAreAndWhatToDo() {
        assertThatThrownBy(() ->
                        choice("--runner=FlinkRunner --flinkMaster=jobs:8081").requireReach(LOCAL))
                .hasMessage(
                        "--warehouse=duckdb:out/warehouse.duckdb is a file on this machine, which the workers of the"
                                + " Flink cluster at jobs:8081 cannot write. Run here (leave out --flinkMaster), or name a"
                                + " warehouse that all workers reach.");
    }

    @Test
    void aRunThatCannotReachItsWarehouseStartsNothing(@TempDir Path directory) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        ExitCode code = new CommandRun(new RunCommand(err, err), err, err)
                .of(List.of(
                        "--runner=DataflowRunner",
                        "--warehouse=duckdb:" + directory.resolve("warehouse.duckdb"),
                        "--staging=" + directory.resolve("staging"),
                        "--report=" + directory.resolve("report")));
        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("the dataflow runner cannot write");
        assertThat(directory).isDirectory().satisfies(empty -> {
            try (var files = Files.list(empty)) {
                assertThat(files).isEmpty();
            }
        });
    }

    @Test
    void flinkOnThisMachineIsGivenWhatSuitsIt() {
        assertThat(withDefaults("--runner=FlinkRunner", "--parallelism=3"))
                .containsExactlyInAnyOrder(
                        "--runner=FlinkRunner",
                        "--parallelism=3",
                        "--objectReuse=true",
                        "--fasterCopy=true",
                        "--flinkMaster=[local]");
    }

    @Test
    void aFlinkClusterKeepsItsOwnParallelism() {
        assertThat(withDefaults("--runner=FlinkRunner", "--flinkMaster=jobs:8081"))
                .containsExactlyInAnyOrder(
                        "--runner=FlinkRunner", "--flinkMaster=jobs:8081", "--objectReuse=true", "--fasterCopy=true");
    }

    @Test
    void whoDoesNotWaitSubmitsDetached() {
        List<String> beamWords = List.of("--runner=FlinkRunner", "--flinkMaster=jobs:8081");
        assertThat(BeamWords.withDefaults(beamWords, new RunnerChoice("flink", "jobs:8081", false, false)))
                .contains("--attachedMode=false");
    }

    @Test
    void insideFlinkTheClusterThatCalledIsTaken() {
        RunnerChoice embedded = new RunnerChoice("flink", "[auto]", true, true);
        assertThat(embedded.isDistributed()).isTrue();
        assertThat(BeamWords.withDefaults(List.of("--runner=FlinkRunner"), embedded))
                .contains("--flinkMaster=[auto]")
                .noneMatch(word -> word.startsWith("--parallelism"));
    }

    @Test
    void localPathsAreRefusedOnAClusterUnlessTheyAreShared(@TempDir Path directory) {
        String[] words = {
            "--runner=FlinkRunner",
            "--flinkMaster=127.0.0.1:1",
            "--warehouse=snowflake://a/d?user=u&access_token=env:NONE",
            "--staging=" + directory,
            "--report=gs://b/report"
        };
        assertThat(told(words))
                .contains("on a Flink cluster these are paths of a worker's own disk: source raw_order_lines (")
                .contains("--staging=" + directory, "--shared-files")
                .doesNotContain("--report=");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void classicTemplatesAreRefusedWithTheReason() {
        assertThat(told("--runner=DataflowRunner", "--templateLocation=gs://b/t"))
                .contains("--templateLocation makes a classic template", "run them again each time");
    }

    @Test
    void nobodyLeavesARunnerThatEndsWithTheProcess() {
        assertThat(told("--wait=false")).contains("--wait=false needs a runner that goes on elsewhere");
    }

    private static String told(String... words) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        assertThat(new CommandRun(new RunCommand(err, err), err, err).of(List.of(words)))
                .isEqualTo(ExitCode.WRONG_USAGE);
        return told.toString(StandardCharsets.UTF_8);
    }

    private static String[] withDefaults(String... words) {
        return BeamWords.withDefaults(List.of(words), RunnerChoice.of(List.of(words)));
    }

    private static RunnerChoice choice(String words) {
        return RunnerChoice.of(
                Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toList());
    }
}
