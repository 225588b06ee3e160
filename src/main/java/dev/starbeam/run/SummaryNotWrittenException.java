package dev.starbeam.run;

import dev.starbeam.run.RunOutcome.Concluded;
import java.io.IOException;

/** A publishing step has come to its end, and what it has to tell could not be written. */
public final class SummaryNotWrittenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Concluded reached;

    /** @param reached how the step ended */
    public SummaryNotWrittenException(Concluded reached, String file, IOException cause) {
        super(file + ": " + cause.getMessage(), cause);
        this.reached = reached;
    }

    /** How the step ended. */
    public Concluded reached() {
        return reached;
    }
}
