package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.batch.Schema;
import dev.starbeam.ingest.csv.CsvOptions;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.model.source.HeaderPolicy;
import dev.starbeam.warehouse.CommitFailedException;
import dev.starbeam.warehouse.CommitStateUnknownException;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.table.RawTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed run is said to have left behind. */
class FailedRunTest {
    private static final long STARTED = 1_700_000_000_000L;

    @TempDir
    Path report;

    @Test
    void whatFailsBeforePublishingPublishesNothing() {
        assertThat(told(new WarehouseException("the disk is full"), RunScope.WHOLE))
                .isEqualTo("the run failed, and nothing was published: the disk is full\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"No space left on device", "File too large", "Disk quota exceeded"})
    void aFullDiskNamesTheDirectoryAndWhatToDo(String said) {
        assertThat(told(new RuntimeException(new IOException(said)), RunScope.WHOLE))
                .isEqualTo("the run failed, and nothing was published: " + said + " (no room for staged files in "
                        + report.resolve("staging")
                        + "). Make room there, or stage elsewhere with --staging=DIR, and run again\n");
    }

    @Test
    void aMartThatFailsLeavesTheBatchPublished() {
        assertThat(told(new MartFailedException("mart a failed", new IOException()), RunScope.WHOLE))
                .isEqualTo("batch b1 is published; marts not rebuilt: mart a failed\n");
    }

    @Test
    void aLandingThatFailsWhileTheBatchMayBePublishedSaysNoMoreThanIsKnown() {
        assertThat(told(landing(), RunScope.WHOLE)).isEqualTo("""
                the run failed, and batch b1 is published as a whole or not at all: \
                landing raw.raw_orders failed: cut off
                run again with --batchId=b1: what is missing is done, and nothing twice
                """);
    }

    @Test
    void theRunsOwnSummarySaysThatTheBatchIsPublished() throws IOException {
        summary("published", STARTED);
        assertThat(told(landing(), RunScope.WHOLE)).startsWith("the run failed, and batch b1 is published: ");
        assertThat(told(new IOException("disk full"), RunScope.WHOLE))
                .startsWith("the run failed, and batch b1 is published: disk full\n");
    }

    @Test
    void aSummaryIsReadHoweverItIsPrinted() throws IOException {
        Files.writeString(
                report.resolve("b1.json"),
                "{\"outcome\":\"stopped_by_gate\",\"started_at\":\"" + Instant.ofEpochMilli(STARTED)
                        + "\",\"checks\":[{\"status\":\"fail\",\"remedies\":[\"x\"]},{\"status\":\"warn\"}]}");
        assertThat(outcome(landing(), RunScope.WHOLE, false))
                .isInstanceOfSatisfying(
                        RunOutcome.FailedAfter.class,
                        after -> assertThat(after.reached()).isEqualTo(new RunOutcome.StoppedByGate(1)));
    }

    @Test
    void whatDiesWhilePublishingIsAskedOfTheLedger() throws IOException {
        begun();
        Error died = new OutOfMemoryError("Java heap space");
        assertThat(outcome(died, RunScope.WHOLE, false)).isInstanceOf(RunOutcome.FailedBefore.class);
        assertThat(outcome(died, RunScope.WHOLE, true))
                .isInstanceOf(RunOutcome.CommitStateUnknown.class)
                .extracting(RunOutcome::message)
                .asString()
                .contains("as a whole or not at all: out of memory (Java heap space)", "a worker may still be at it");
    }

    @Test
    void aWarehouseThatCannotBeAskedLeavesItUnknown() throws IOException {
        begun();
        Files.writeString(report.resolve("w.duckdb"), "not a database at all, but long enough to be looked at");
        assertThat(outcome(new IllegalStateException("boom"), RunScope.WHOLE, false))
                .isInstanceOf(RunOutcome.CommitStateUnknown.class)
                .extracting(RunOutcome::message)
                .asString()
                .contains("boom (nor could the warehouse be asked");
    }

    @Test
    void aPublishingStepOfThisProcessThatThrewHasPublishedNothing() throws IOException {
        begun();
        assertThat(outcome(new WarehouseException("full"), RunScope.WHOLE, false))
                .isEqualTo(new RunOutcome.FailedBefore("full"));
        assertThat(outcome(new CommitStateUnknownException("cut off", null), RunScope.WHOLE, false))
                .isInstanceOf(RunOutcome.CommitStateUnknown.class);
    }

    /** A log that could not be flushed may hold the transaction all the same. */
    @Test
    void aCommitThatFailedIsAskedOfTheLedger() throws IOException {
        begun();
        Exception failed = new CommitFailedException("the disk is gone", null);
        assertThat(outcome(failed, RunScope.WHOLE, false)).isInstanceOf(RunOutcome.FailedBefore.class);
        try (Warehouse warehouse =
                plan(RunScope.WHOLE).warehouse().open(plan(RunScope.WHOLE).model())) {
            warehouse.publish(new StarFixture(report.resolve("fixture")).first());
        }
        assertThat(told(failed, RunScope.WHOLE))
                .startsWith("the run failed, and batch b1 is published: the disk is gone\n");
    }

    @Test
    void aSummaryThatCannotBeWrittenSaysWhatWasReached() {
        RunOutcome.Published reached = new RunOutcome.Published("duckdb:w", false);
        assertThat(told(new RuntimeException(unwritten(reached)), RunScope.WHOLE))
                .isEqualTo("""
                batch b1 is published; the summary could not be written: b1.json: no room
                run again with --batchId=b1: what is missing is done, and nothing twice
                """);
        assertThat(told(unwritten(new RunOutcome.StoppedByGate(1)), RunScope.WHOLE))
                .startsWith("the gate has stopped batch b1, of which nothing was published; the summary could not be");
    }

    private static Exception unwritten(RunOutcome.Concluded reached) {
        return new SummaryNotWrittenException(reached, "b1.json", new IOException("no room"));
    }

    private void begun() throws IOException {
        Files.createDirectories(report.resolve("staging"));
        Files.writeString(report.resolve("staging/publishing"), "");
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
                .contains("the gate has stopped batch b1, of which nothing was published")
                .contains("run again with --batchId=b1");
    }

    @Test
    void newFilesOfAPublishedBatchAreNotReadAgain() throws IOException {
        summary("published", STARTED);
        assertThat(told(landing(), RunScope.NEW_FILES))
                .contains("files of a published batch count as read", "--full-refresh")
                .doesNotContain("run again with");
    }

    @Test
    void aRunThatFailsEarlyWritesASummaryWithoutFigures() throws IOException {
        JsonNode summary = written(new WarehouseException("the disk is full"));
        assertThat(summary.path("outcome").asText()).isEqualTo("failed_before_publishing");
        assertThat(summary.path("message").asText())
                .isEqualTo("the run failed, and nothing was published: the disk is full");
        assertThat(summary.path("batch_id").asText()).isEqualTo("b1");
        assertThat(summary.path("started_at").asText())
                .isEqualTo(Instant.ofEpochMilli(STARTED).toString());
        assertThat(summary.path("versions").has("beam")).isTrue();
        assertThat(summary.has("stages")).isFalse();
        assertThat(report.resolve("b1.txt")).content().contains("the disk is full");
    }

    @Test
    void theFiguresOfTheSummaryStayWhenTheRunFailsAfterwards() throws IOException {
        summary("published", STARTED);
        JsonNode summary = written(landing());
        assertThat(summary.path("outcome").asText()).isEqualTo("failed_after_publishing");
        assertThat(summary.path("reached").asText()).isEqualTo("published");
        assertThat(summary.path("advice").asText()).contains("run again with --batchId=b1");
        assertThat(summary.path("stages").path(0).path("read").asInt()).isEqualTo(7);
    }

    /** On a cluster a worker may conclude after the launcher has given up asking. */
    @Test
    void aSummaryThatAWorkerHasWrittenMeanwhileStays() throws IOException {
        begun();
        FailedRun run = new FailedRun(plan(RunScope.WHOLE), new IOException("connection lost"), true);
        RunOutcome outcome = run.outcome();
        assertThat(outcome).isInstanceOf(RunOutcome.CommitStateUnknown.class);
        summary("published", STARTED);
        String before = Files.readString(report.resolve("b1.json"));
        run.writeSummary(outcome);
        assertThat(report.resolve("b1.json")).hasContent(before);
    }

    private JsonNode written(Throwable failure) throws IOException {
        FailedRun run = new FailedRun(plan(RunScope.WHOLE), failure, false);
        run.writeSummary(run.outcome());
        return new ObjectMapper().readTree(report.resolve("b1.json").toFile());
    }

    private void summary(String outcome, long started) throws IOException {
        Files.writeString(
                report.resolve("b1.json"),
                "{\"outcome\" : \"" + outcome + "\", \"started_at\" : \"" + Instant.ofEpochMilli(started)
                        + "\", \"stages\" : [{\"read\" : 7}]}");
    }

    private String told(Throwable failure, RunScope scope) {
        RunOutcome outcome = outcome(failure, scope, false);
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        return (outcome.message() + "\n" + outcome.advice()).strip() + "\n";
    }

    private RunOutcome outcome(Throwable failure, RunScope scope, boolean elsewhere) {
        return new FailedRun(plan(scope), failure, elsewhere).outcome();
    }

    private RunPlan plan(RunScope scope) {
        PipelineModel model = new PipelineModel(
                "p", "f", List.of(), List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of());
        return new RunPlan(
                model,
                "b1",
                Map.of("raw_orders", List.of()),
                report.resolve("staging").toString(),
                Warehouses.target("duckdb:" + report.resolve("w.duckdb")),
                false,
                report.toString(),
                STARTED,
                scope);
    }

    private static Exception landing() {
        FilesModel source =
                new FilesModel("raw_orders", "orders.csv", CsvOptions.RFC_4180, HeaderPolicy.DEFAULT, Schema.of());
        return new RuntimeException(new LandingFailedException(RawTables.of(source), new IOException("cut off")));
    }
}
