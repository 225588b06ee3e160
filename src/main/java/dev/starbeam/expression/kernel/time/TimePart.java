package dev.starbeam.expression.kernel.time;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Parts of a date and time that can be added, counted and cut at. Weeks begin on Monday. */
public enum TimePart {
    YEAR("y", "yy", "yyy", "yyyy", "yr", "years", "yrs"),
    QUARTER("q", "qtr", "qtrs", "quarters"),
    MONTH("mm", "mon", "mons", "months"),
    WEEK("w", "wk", "weeks"),
    DAY("d", "dd", "days"),
    HOUR("h", "hh", "hr", "hrs", "hours"),
    MINUTE("m", "mi", "min", "mins", "minutes"),
    SECOND("s", "sec", "secs", "seconds");

    private final String aliases;

    TimePart(String... aliases) {
        this.aliases = " " + String.join(" ", aliases) + " ";
    }

    /** The part of that name or abbreviation, in any case. */
    public static Optional<TimePart> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(part -> part.toString().equals(lower) || part.aliases.contains(" " + lower + " "))
                .findFirst();
    }

    /** Whether it is shorter than a day. */
    public boolean isOfDay() {
        return compareTo(DAY) > 0;
    }

    /** Microseconds of a week and shorter. */
    long micros() {
        return switch (this) {
            case WEEK -> 7 * Calendar.MICROS_PER_DAY;
            case DAY -> Calendar.MICROS_PER_DAY;
            case HOUR -> 3600 * Calendar.MICROS_PER_SECOND;
            case MINUTE -> 60 * Calendar.MICROS_PER_SECOND;
            case SECOND -> Calendar.MICROS_PER_SECOND;
            default -> throw new IllegalStateException(this + " has no fixed length");
        };
    }

    /** Months of a month and longer, 0 for the others. */
    int months() {
        return switch (this) {
            case YEAR -> 12;
            case QUARTER -> 3;
            case MONTH -> 1;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
