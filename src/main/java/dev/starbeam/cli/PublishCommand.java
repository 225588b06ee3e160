package dev.starbeam.cli;

import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.pipeline.publish.BatchConclusion;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.ExitCode;
import dev.starbeam.run.FailureText;
import dev.starbeam.run.RunOutcome;
import dev.starbeam.run.RunOutcome.Undone;
import dev.starbeam.run.SummaryNotWrittenException;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.InvalidBatchRecordException;
import dev.starbeam.run.batch.StateFile;
import dev.starbeam.spill.RunDirectory;
import dev.starbeam.warehouse.CommitFailedException;
import dev.starbeam.warehouse.CommitStateUnknownException;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code starbeam publish}: publishes staged batches, each in one transaction, over one connection. */
final class PublishCommand implements Command {
    private final PrintStream out;
    private final PrintStream err;

    PublishCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public String summary() {
        return "publish staged batches by their records";
    }

    @Override
    public CommandSpec spec() {
        return RecordedBatches.spec(
                this,
                "For each batch the last line printed is the path of its JSON summary.",
                "Judges staged batches by their records and publishes each in one transaction, unless a check of severity"
                        + " error failed. Marts are left to starbeam marts. The files of a published batch are removed,"
                        + " its record with them.");
    }

    @Override
    public ExitCode run(Words words) throws UsageException, InvalidPipelineException, IOException {
        RecordedBatches batches = RecordedBatches.of(words, name());
        PublishSettings settings = batches.settings(words);
        Set<String> published = new LinkedHashSet<>();
        try (BatchConclusion conclusion = new BatchConclusion(settings)) {
            ExitCode code = ExitCode.DONE;
            for (BatchRecord record : batches.records()) {
                ExitCode one = publish(conclusion, settings, record);
                if (one == ExitCode.FAILED) {
                    return one;
                }
                if (one == ExitCode.DONE) {
                    published.add(record.planned().staging());
                } else {
                    code = one;
                }
            }
            return code;
        } finally {
            published.forEach(this::remove);
        }
    }

    private ExitCode publish(BatchConclusion conclusion, PublishSettings settings, BatchRecord record)
            throws IOException {
        String batch = record.planned().batchId();
        try {
            RunSummary summary = conclusion.publish(record);
            out.print(SummaryFiles.read(settings.screenFile(batch)));
            out.println(settings.summaryFile(batch));
            if (summary.outcome().equals(new RunOutcome.StoppedByGate(0).word())) {
                return ExitCode.GATE_CLOSED;
            }
        } catch (InvalidBatchRecordException e) {
            // Another publisher removes a batch's files once it has published it, while this one holds the record.
            if (!conclusion.isPublished(record)) {
                throw e;
            }
            out.println(batch + ": "
                    + new RunOutcome.KnownAlready(settings.warehouse().toString()).message());
        } catch (SummaryNotWrittenException e) {
            return FailureScreen.tell(unwritten(batch, e), err).exitCode();
        } catch (RuntimeException e) {
            return FailureScreen.tell(failed(batch, e), err).exitCode();
        }
        return ExitCode.DONE;
    }

    private static RunOutcome unwritten(String batch, SummaryNotWrittenException e) {
        return new RunOutcome.FailedAfter(
                batch,
                e.reached(),
                Undone.SUMMARY,
                FailureText.of(e),
                "publish the same record again: it writes the summary, and publishes nothing twice");
    }

    /** What is not foreseen may come before the batch is published or after it. */
    private static RunOutcome failed(String batch, RuntimeException e) {
        return e instanceof WarehouseException
                        && !(e instanceof CommitStateUnknownException)
                        && !(e instanceof CommitFailedException)
                ? new RunOutcome.FailedBefore(FailureText.of(e))
                : new RunOutcome.CommitStateUnknown(
                        batch,
                        FailureText.of(e),
                        "publish the same record again: what is missing is done, nothing twice");
    }

    /** Statistics go last: with them a record that is left can be published again, which does nothing. */
    private void remove(String staging) {
        try {
            new RunDirectory(staging).removeAllBut(List.of(StateFile.NAME));
            new RunDirectory(staging).removeAllBut(List.of());
        } catch (IOException e) {
            err.println("starbeam: could not remove " + staging + ": " + e.getMessage());
        }
    }
}
