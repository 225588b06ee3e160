package dev.starbeam.words;

import java.util.Locale;
import java.util.TimeZone;

/** What of the machine's settings could reach results through libraries that ask for it. */
public final class Surroundings {
    private Surroundings() {}

    /** From now on this process has no language of its own, and its clock shows UTC, as everywhere. */
    public static void pin() {
        Locale.setDefault(Locale.ROOT);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }
}
