package dev.starbeam.expression.kernel.time;

/**
 * The proleptic Gregorian calendar on plain numbers: days since 1970-01-01 to year, month and day, and back. Years 1
 * to 9999. Formula: days from civil, with years that begin in March so that leap days come last.
 */
public final class Calendar {
    static final long MICROS_PER_SECOND = 1_000_000L;
    public static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;
    static final int MIN_YEAR = 1;
    static final int MAX_YEAR = 9999;
    /** Day of 0001-01-01. */
    static final long MIN_DAY = day(MIN_YEAR, 1, 1);
    /** Day of 9999-12-31. */
    static final long MAX_DAY = day(MAX_YEAR, 12, 31);

    private static final int DAYS_PER_ERA = 146_097;
    private static final int EPOCH = 719_468;

    private Calendar() {}

    static boolean isDate(int year, int month, int day) {
        return year >= MIN_YEAR
                && year <= MAX_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= lengthOfMonth(year, month));
    }

    static boolean isInRange(long day) {
        return day >= MIN_DAY && day <= MAX_DAY;
    }

    static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
        }
        return 30 + ((month + (month >>> 3)) & 1);
    }

    /** Days since 1970-01-01 of a date that exists. */
    static long day(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(y, 400);
        int yearOfEra = y - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_PER_ERA + dayOfEra - EPOCH;
    }

    /** The date packed as {@code year·10000 + month·100 + day}. */
    static int civil(long epochDay) {
        long shifted = epochDay + EPOCH;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return year * 10_000 + month * 100 + day;
    }

    static int year(long epochDay) {
        return civil(epochDay) / 10_000;
    }

    static int month(long epochDay) {
        return civil(epochDay) / 100 % 100;
    }

    static int dayOfMonth(long epochDay) {
        return civil(epochDay) % 100;
    }

    /** 0 for Sunday to 6 for Saturday. */
    static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    public static long dayOfMicros(long micros) {
        return Math.floorDiv(micros, MICROS_PER_DAY);
    }
}
