package dev.starbeam.expression.kernel;

import java.util.Locale;

/** What a conversion may lose of a value without rejecting the row. */
public enum Loss {
    /** All of it: a {@code try_} cast came out NULL. */
    UNPARSABLE("could not be read"),
    /** Digits that are not 0, behind those that the type keeps. */
    ROUNDED("were rounded"),
    /** Digits where a date was expected were taken for seconds since 1970. */
    READ_AS_SECONDS("were digits, read as seconds since 1970"),
    /** A zone other than UTC behind a time: the time on the wall is kept. */
    ZONE_DROPPED("had a zone, which was dropped");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    /** What happened to the values, as people read it behind their number. */
    public String words() {
        return words;
    }

    /** How notes of a run begin that count it, before the column's name. */
    public String note() {
        return name().toLowerCase(Locale.ROOT) + ".";
    }
}
