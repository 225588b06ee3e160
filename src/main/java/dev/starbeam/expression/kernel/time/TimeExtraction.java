package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.util.Locale;

/** Numbers taken out of a date or timestamp. */
public enum TimeExtraction {
    YEAR,
    QUARTER,
    MONTH,
    DAY,
    /** 0 for Sunday to 6 for Saturday. */
    DAYOFWEEK,
    /** 1 for Monday to 7 for Sunday. */
    DAYOFWEEKISO,
    DAYOFYEAR,
    /** ISO 8601: week 1 has the year's first Thursday. */
    WEEK,
    HOUR,
    MINUTE,
    SECOND;

    /** The kernel. */
    public Kernel kernel() {
        return in -> {
            LongColumn times = in.longs(0);
            long unit = times.type().equals(ColumnType.DATE) ? Calendar.MICROS_PER_DAY : 1;
            return RowLoop.longs(in, ColumnType.BIGINT, row -> of(times.value(row) * unit));
        };
    }

    long of(long micros) {
        long day = Calendar.dayOfMicros(micros);
        long second = Math.floorDiv(micros, Calendar.MICROS_PER_SECOND) - day * 86_400;
        return switch (this) {
            case YEAR -> Calendar.year(day);
            case QUARTER -> (Calendar.month(day) + 2) / 3;
            case MONTH -> Calendar.month(day);
            case DAY -> Calendar.dayOfMonth(day);
            case DAYOFWEEK -> Calendar.dayOfWeek(day);
            case DAYOFWEEKISO -> (Calendar.dayOfWeek(day) + 6) % 7 + 1;
            case DAYOFYEAR -> dayOfYear(day);
            case WEEK -> (dayOfYear(day + 3 - (Calendar.dayOfWeek(day) + 6) % 7) + 6) / 7;
            case HOUR -> second / 3600;
            case MINUTE -> second / 60 % 60;
            case SECOND -> second % 60;
        };
    }

    private static long dayOfYear(long day) {
        return day - Calendar.day(Calendar.year(day), 1, 1) + 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
