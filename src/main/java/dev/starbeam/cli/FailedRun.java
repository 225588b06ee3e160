package dev.starbeam.cli;

import dev.starbeam.report.RunSummary.Outcome;
import dev.starbeam.report.json.SummaryFiles;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.RunScope;
import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.MartFailedException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a run that failed: what it left behind, why, and what running again does. Sources that land beside publishing
 * may fail when the batch is published; the run's own summary, which the end of publishing writes, says whether it is.
 *
 * @param plan the run
 * @param failure what it threw
 */
record FailedRun(RunPlan plan, Throwable failure) {
    void tell(PrintStream err) {
        String summary = ownSummary();
        boolean landing = !summary.isEmpty() || isCausedBy(LandingFailedException.class);
        boolean stopped =
                tells(summary, "outcome", Outcome.STOPPED_BY_GATE.name().toLowerCase(Locale.ROOT));
        err.println("starbeam: " + verdict(landing, summary, stopped) + ": " + FailureText.of(failure));
        if (landing && !isCausedBy(MartFailedException.class)) {
            err.println("starbeam: " + again(stopped));
        }
    }

    private String verdict(boolean landing, String summary, boolean stopped) {
        if (isCausedBy(MartFailedException.class)) {
            return "the run failed after publishing";
        }
        if (!landing) {
            return "the run failed, and nothing was published";
        }
        if (summary.isEmpty()) {
            return "the run failed, and batch " + plan.batchId() + " is published as a whole or not at all";
        }
        return stopped
                ? "the run failed when the gate had stopped batch " + plan.batchId()
                        + ", of which nothing was published"
                : "the run failed when batch " + plan.batchId() + " was published";
    }

    /** A batch of new files whose files count as read is not run again. */
    private String again(boolean stopped) {
        return plan.scope().equals(RunScope.NEW_FILES) && !stopped
                ? "files of a published batch count as read, so that running again does not land them;"
                        + " --full-refresh reads all files and lands their rows as another batch"
                : "run again with --batchId=" + plan.batchId() + ": what is missing is done, and nothing twice";
    }

    /** Empty when there is none; one that an earlier run of the batch has left is not this run's. */
    private String ownSummary() {
        try {
            String json = SummaryFiles.read(plan.summaryFile());
            String started = Instant.ofEpochMilli(plan.startedMillis()).toString();
            return tells(json, "started_at", started) ? json : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean tells(String json, String field, String value) {
        return json.contains("\"" + field + "\" : \"" + value + "\"");
    }

    private boolean isCausedBy(Class<? extends Exception> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
