package dev.starbeam.cli;

import dev.starbeam.run.FailedRun;
import dev.starbeam.run.RunOutcome;
import java.io.IOException;
import java.io.PrintStream;

/** Tells people and programs of a run that failed. */
final class FailureScreen {
    private FailureScreen() {}

    /** The last line on {@code out} is the path of the JSON summary, as after any other run. */
    static RunOutcome tell(FailedRun failed, PrintStream out, PrintStream err) {
        return tell(failed, failed.outcome(), out, err);
    }

    /** The same where it is known what the run has come to. */
    static RunOutcome tell(FailedRun failed, RunOutcome outcome, PrintStream out, PrintStream err) {
        tell(outcome, err);
        try {
            failed.writeSummary(outcome);
            out.println(failed.plan().summaryFile());
        } catch (IOException | RuntimeException e) {
            err.println("starbeam: no summary could be written: " + e.getMessage());
        }
        return outcome;
    }

    /** For people only. */
    static RunOutcome tell(RunOutcome outcome, PrintStream err) {
        err.println("starbeam: " + outcome.message());
        if (!outcome.advice().isEmpty()) {
            err.println("starbeam: " + outcome.advice());
        }
        return outcome;
    }
}
