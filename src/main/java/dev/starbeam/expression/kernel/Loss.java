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
    /** Nothing: a time with another zone was converted to UTC, so that the clock on the wall is not what is kept. */
    CONVERTED_TO_UTC("had another zone, and were converted to UTC");

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
