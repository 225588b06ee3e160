package dev.starbeam.words;

/** What a run tells of its progress while it is under way. */
public final class Progress {
    /** The namespace of the counters that are shown; each counts rows, and is named by what was done with them. */
    public static final String COUNTERS = "starbeam.progress";

    private Progress() {}
}
