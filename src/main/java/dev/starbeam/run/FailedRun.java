package dev.starbeam.run;

import dev.starbeam.report.FailureSummary;
import dev.starbeam.report.json.FailureJson;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.report.json.SummaryHead;
import dev.starbeam.run.RunOutcome.Concluded;
import dev.starbeam.run.RunOutcome.Undone;
import dev.starbeam.warehouse.CommitFailedException;
import dev.starbeam.warehouse.CommitStateUnknownException;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.MartFailedException;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a failed run has come to. The run's own summary, which the end of publishing writes, knows it; then the
 * mark that is set before publishing begins; then the warehouse's ledger.
 *
 * @param plan the run
 * @param failure what it threw
 * @param elsewhere whether workers on other machines may still be at it
 */
public record FailedRun(RunPlan plan, Throwable failure, boolean elsewhere) {
    public RunOutcome outcome() {
        Concluded reached = reached();
        if (reached != null) {
            return after(reached);
        }
        if (isCausedBy(MartFailedException.class)) {
            return after(new RunOutcome.Published(plan.warehouse().toString(), false));
        }
        if (isCausedBy(CommitStateUnknownException.class) || isCausedBy(LandingFailedException.class)) {
            return unknown(why());
        }
        return isBegun() ? askLedger() : new RunOutcome.FailedBefore(whyStaging());
    }

    /** Until publishing begins, all files that are written are staged ones. */
    private String whyStaging() {
        return FailureText.isOfFullDisk(failure)
                ? why() + " (no room for staged files in " + plan.staging()
                        + "). Make room there, or stage elsewhere with --staging=DIR, and run again"
                : why();
    }

    /** A publishing step of this process that has thrown before its commit has published nothing. */
    private RunOutcome askLedger() {
        if (!elsewhere && isCausedBy(WarehouseException.class) && !isCausedBy(CommitFailedException.class)) {
            return new RunOutcome.FailedBefore(why());
        }
        try (Warehouse warehouse = plan.warehouse().look(plan.model())) {
            if (warehouse.isPublished(plan.batchId())) {
                return after(new RunOutcome.Published(plan.warehouse().toString(), false));
            }
            return elsewhere
                    ? unknown(why() + " (it was not when the warehouse was asked, and a worker may still be at it)")
                    : new RunOutcome.FailedBefore(why());
        } catch (RuntimeException e) {
            return unknown(why() + " (nor could the warehouse be asked: " + FailureText.of(e) + ")");
        }
    }

    private RunOutcome after(Concluded reached) {
        if (isCausedBy(MartFailedException.class)) {
            return new RunOutcome.FailedAfter(plan.batchId(), reached, Undone.MARTS, why(), "");
        }
        Undone undone = isCausedBy(SummaryNotWrittenException.class) ? Undone.SUMMARY : Undone.OTHER;
        return new RunOutcome.FailedAfter(plan.batchId(), reached, undone, why(), again(reached));
    }

    private RunOutcome unknown(String why) {
        return new RunOutcome.CommitStateUnknown(plan.batchId(), why, again(null));
    }

    private String why() {
        return FailureText.of(failure);
    }

    /** A batch of new files whose files count as read is not run again. */
    private String again(@Nullable Concluded reached) {
        return plan.scope().equals(RunScope.NEW_FILES) && !(reached instanceof RunOutcome.StoppedByGate)
                ? "files of a published batch count as read, so that running again does not land them;"
                        + " --full-refresh reads all files and lands their rows as another batch"
                : "run again with --batchId=" + plan.batchId() + ": what is missing is done, and nothing twice";
    }

    private @Nullable Concluded reached() {
        String summary = ownSummary();
        Concluded unwritten = cause(SummaryNotWrittenException.class)
                .map(SummaryNotWrittenException::reached)
                .orElse(null);
        try {
            return summary == null
                    ? unwritten
                    : Concluded.of(SummaryHead.of(summary), plan.warehouse().toString());
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /** Null when there is no summary; one that an earlier run of the batch has left is not this run's. */
    private @Nullable String ownSummary() {
        try {
            String summary = SummaryFiles.read(plan.summaryFile());
            return SummaryHead.of(summary).startedAt().equals(startedAt()) ? summary : null;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private String startedAt() {
        return Instant.ofEpochMilli(plan.startedMillis()).toString();
    }

    /**
     * Writes the summary of a run that has come to {@code outcome}. The figures of its publishing step stay in it. Where
     * that step, on another machine, has written its summary meanwhile, that one stays as it is: it knows more.
     */
    public void writeSummary(RunOutcome outcome) throws IOException {
        String own = ownSummary();
        if (own != null && !(outcome instanceof RunOutcome.FailedAfter)) {
            return;
        }
        FailureSummary summary = new FailureSummary(
                plan.model().name(),
                plan.batchId(),
                outcome.word(),
                outcome instanceof RunOutcome.FailedAfter failed
                        ? failed.reached().word()
                        : "",
                outcome.message(),
                outcome.advice(),
                startedAt(),
                Versions.all());
        SummaryFiles.write(plan.summaryFile(), own == null ? FailureJson.of(summary) : FailureJson.with(summary, own));
        if (own == null) {
            SummaryFiles.write(plan.screenFile(), (outcome.message() + "\n" + outcome.advice()).strip() + "\n");
        }
    }

    /** A mark that can't be looked for may be there. */
    private boolean isBegun() {
        try {
            return SummaryFiles.exists(plan.publishingMark());
        } catch (IOException | RuntimeException e) {
            return true;
        }
    }

    private boolean isCausedBy(Class<? extends Exception> type) {
        return cause(type).isPresent();
    }

    private <E extends Exception> Optional<E> cause(Class<E> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
