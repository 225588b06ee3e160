package dev.starbeam.cli;

import dev.starbeam.run.RunOutcome;
import java.io.PrintStream;

/** Tells people of a run that failed. */
final class FailureScreen {
    private FailureScreen() {}

    static RunOutcome tell(RunOutcome outcome, PrintStream err) {
        err.println("starbeam: " + outcome.message());
        if (!outcome.advice().isEmpty()) {
            err.println("starbeam: " + outcome.advice());
        }
        return outcome;
    }
}
