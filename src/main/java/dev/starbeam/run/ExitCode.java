package dev.starbeam.run;

/** What a finished command tells the shell; scripts and schedulers rely on these numbers. */
public enum ExitCode {
    /** The command did what it was asked; for a run: the batch is published. */
    DONE(0),
    /** The quality gate said no, and nothing was published. */
    GATE_CLOSED(1),
    /** Wrong usage or configuration; nothing was started. */
    WRONG_USAGE(2),
    /** The command failed for any other reason. */
    FAILED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
