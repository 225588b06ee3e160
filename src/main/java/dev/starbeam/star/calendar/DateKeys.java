package dev.starbeam.star.calendar;

import dev.starbeam.model.DateDimensionModel;
import org.jspecify.annotations.Nullable;

/**
 * Date keys: a day as the number {@code yyyymmdd}. Days outside the years 1 to 9999 have none.
 *
 * <p>Source of the arithmetic: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
public final class DateKeys {
    /** 0001-01-01, in days since 1970-01-01. */
    public static final long FIRST_DAY = -719_162;

    /** 9999-12-31, in days since 1970-01-01. */
    public static final long LAST_DAY = 2_932_896;

    static final long MICROS_PER_DAY = 86_400_000_000L;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_FROM_0000_03_01 = 719_468;

    private DateKeys() {}

    /** Whether the day has a key. */
    public static boolean hasKey(long epochDay) {
        return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    }

    /** The key of a day that {@link #hasKey}: {@code 20101201}. */
    public static long ofDay(long epochDay) {
        int shifted = (int) epochDay + DAYS_FROM_0000_03_01;
        int era = shifted / DAYS_PER_ERA;
        int dayOfEra = shifted - era * DAYS_PER_ERA;
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 10_000L + month * 100L + day;
    }

    /** The keys of days that stand for something else, in order; none without a calendar. */
    public static long[] ofSentinels(@Nullable DateDimensionModel calendar) {
        return calendar == null
                ? new long[0]
                : calendar.sentinels().stream()
                        .mapToLong(day -> ofDay(day.toEpochDay()))
                        .toArray();
    }

    /** The day a timestamp falls on. */
    public static long dayOfMicros(long micros) {
        return Math.floorDiv(micros, MICROS_PER_DAY);
    }
}
