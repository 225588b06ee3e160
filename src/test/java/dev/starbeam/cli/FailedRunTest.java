package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.Schema;
import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.model.HeaderPolicy;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.FilesModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunScope;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.table.RawTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed run is said to have left behind. */
class FailedRunTest {
    private static final long STARTED = 1_700_000_000_000L;

    @TempDir
    Path report;

    @Test
    void whatFailsBeforePublishingPublishesNothing() {
        assertThat(told(new WarehouseException("the disk is full"), RunScope.WHOLE))
                .isEqualTo("starbeam: the run failed, and nothing was published: the disk is full\n");
    }

    @Test
    void aMartThatFailsLeavesTheBatchPublished() {
        assertThat(told(new MartFailedException("mart a failed", new IOException()), RunScope.WHOLE))
                .isEqualTo("starbeam: the run failed after publishing: mart a failed\n");
    }

    @Test
    void aLandingThatFailsWhileTheBatchMayBePublishedSaysNoMoreThanIsKnown() {
        assertThat(told(landing(), RunScope.WHOLE)).isEqualTo("""
                starbeam: the run failed, and batch b1 is published as a whole or not at all: \
                landing raw.raw_orders failed: cut off
                starbeam: run again with --batchId=b1: what is missing is done, and nothing twice
                """);
    }

    @Test
    void theRunsOwnSummarySaysThatTheBatchIsPublished() throws IOException {
        summary("published", STARTED);
        assertThat(told(landing(), RunScope.WHOLE))
                .startsWith("starbeam: the run failed when batch b1 was published: ");
        assertThat(told(new IOException("disk full"), RunScope.WHOLE))
                .startsWith("starbeam: the run failed when batch b1 was published: disk full\n");
    }

    @Test
    void theSummaryOfAnEarlierRunSaysNothing() throws IOException {
        summary("published", STARTED - 1);
        assertThat(told(landing(), RunScope.WHOLE)).contains("as a whole or not at all");
        assertThat(told(new IOException("disk full"), RunScope.WHOLE)).contains("nothing was published");
    }

    @Test
    void aBatchThatTheGateStoppedIsRunAgainWhateverItReads() throws IOException {
        summary("stopped_by_gate", STARTED);
        assertThat(told(landing(), RunScope.NEW_FILES))
                .contains("the gate had stopped batch b1, of which nothing was published")
                .contains("run again with --batchId=b1");
    }

    @Test
    void newFilesOfAPublishedBatchAreNotReadAgain() throws IOException {
        summary("published", STARTED);
        assertThat(told(landing(), RunScope.NEW_FILES))
                .contains("files of a published batch count as read", "--full-refresh")
                .doesNotContain("run again with");
    }

    private void summary(String outcome, long started) throws IOException {
        Files.writeString(
                report.resolve("b1.json"),
                "{\"outcome\" : \"" + outcome + "\", \"started_at\" : \"" + Instant.ofEpochMilli(started) + "\"}");
    }

    private String told(Exception failure, RunScope scope) {
        PipelineModel model = new PipelineModel(
                "p", "f", List.of(), List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of());
        RunPlan plan = new RunPlan(
                model,
                "b1",
                Map.of(),
                "staging",
                Warehouses.target("duckdb:x"),
                false,
                report.toString(),
                STARTED,
                scope);
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        new FailedRun(plan, failure).tell(new PrintStream(err, true, StandardCharsets.UTF_8));
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static Exception landing() {
        FilesModel source =
                new FilesModel("raw_orders", "orders.csv", CsvOptions.RFC_4180, HeaderPolicy.DEFAULT, Schema.of());
        return new RuntimeException(new LandingFailedException(RawTables.of(source), new IOException("cut off")));
    }
}
