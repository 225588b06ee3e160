package dev.starbeam.generate;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * The two years in which orders are placed, and how busy each day is: Sunday and Monday lead, the weeks before Christmas
 * stand out, and business grows.
 */
final class Days {
    /** The first day on which an order is placed. */
    static final LocalDate OPENED = LocalDate.of(2023, 1, 1);

    /** The day on which the data was taken: nothing but late updates is newer. */
    static final LocalDate TAKEN = LocalDate.of(2025, 1, 1);

    static final int OPENED_DAY = (int) OPENED.toEpochDay();
    static final int TAKEN_DAY = (int) TAKEN.toEpochDay();
    static final long TAKEN_SECOND = TAKEN_DAY * 86_400L;

    private static final int FIRST_WRITTEN = (int) LocalDate.of(2020, 1, 1).toEpochDay();
    private static final byte[][] TEXTS = texts();
    private static final int[] WEEKDAY = {125, 105, 100, 100, 95, 90, 120};
    private static final int[] MONTH = {90, 85, 92, 95, 100, 98, 94, 92, 100, 105, 150, 160};
    private static final long[] BUSY_UNTIL = cumulated();

    private Days() {}

    /** A day as {@code yyyy-MM-dd}; from 2020 to 2026. */
    static byte[] text(long epochDay) {
        return TEXTS[(int) epochDay - FIRST_WRITTEN];
    }

    /** The day on which the business has done {@code part / whole} of all its orders. */
    static int busyDay(long part, long whole) {
        long total = BUSY_UNTIL[BUSY_UNTIL.length - 1];
        long target = (long) ((double) part / whole * total);
        int found = Arrays.binarySearch(BUSY_UNTIL, target);
        // An exact hit is the end of a day, so the next one is meant.
        int index = found >= 0 ? found + 1 : -found - 1;
        return OPENED_DAY + Math.min(index, BUSY_UNTIL.length - 1);
    }

    private static long[] cumulated() {
        long[] until = new long[TAKEN_DAY - OPENED_DAY];
        long sum = 0;
        for (int i = 0; i < until.length; i++) {
            LocalDate day = OPENED.plusDays(i);
            sum += (long) weight(day.getDayOfWeek()) * MONTH[day.getMonthValue() - 1] * (1000 + i);
            until[i] = sum;
        }
        return until;
    }

    private static int weight(DayOfWeek day) {
        return WEEKDAY[day.getValue() - 1];
    }

    private static byte[][] texts() {
        byte[][] texts = new byte[7 * 366][];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = LocalDate.ofEpochDay(FIRST_WRITTEN + i).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return texts;
    }
}
