package dev.starbeam.expression.kernel.time;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.number.DecimalArithmetic;

/** {@code dateadd}, {@code datediff} and {@code date_trunc} over dates (as days) and timestamps (as microseconds). */
public final class TimeArithmetic {
    private static final long MONDAY = 3;

    private TimeArithmetic() {}

    /** Arguments: amount, date or timestamp. A result outside the years 0001 to 9999 is an invalid row. */
    public static Kernel add(TimePart part, ColumnType type) {
        return in -> {
            LongColumn amounts = in.longs(0);
            LongColumn times = in.longs(1);
            long unit = unit(times.type());
            return RowLoop.longs(in, type, row -> {
                long moved = add(times.value(row) * unit, part, amounts.value(row));
                if (moved == TimeFields.NONE) {
                    in.invalid(
                            row,
                            "dateadd: " + times.display(row) + " and " + amounts.value(row) + " " + part
                                    + "s is outside the years 0001 to 9999");
                }
                return type.equals(ColumnType.DATE) ? Calendar.dayOfMicros(moved) : moved;
            });
        };
    }

    static long add(long micros, TimePart part, long amount) {
        if (Math.abs(amount) > 400_000_000_000L) {
            return TimeFields.NONE;
        }
        long day = Calendar.dayOfMicros(micros);
        long ofDay = micros - day * Calendar.MICROS_PER_DAY;
        if (part.months() > 0) {
            long moved = addMonths(day, amount * part.months());
            return moved == TimeFields.NONE ? moved : moved * Calendar.MICROS_PER_DAY + ofDay;
        }
        long span = DecimalArithmetic.times(amount, part.micros());
        boolean inRange = span != DecimalArithmetic.OVERFLOW
                && Math.abs(span) < Long.MAX_VALUE / 2
                && Calendar.isInRange(Calendar.dayOfMicros(micros + span));
        return inRange ? micros + span : TimeFields.NONE;
    }

    /** The same day of another month, or its last when it is shorter. */
    private static long addMonths(long day, long months) {
        long month = Calendar.year(day) * 12L + Calendar.month(day) - 1 + months;
        long year = Math.floorDiv(month, 12L);
        if (year < Calendar.MIN_YEAR || year > Calendar.MAX_YEAR) {
            return TimeFields.NONE;
        }
        int ofYear = (int) Math.floorMod(month, 12L) + 1;
        int ofMonth = Math.min(Calendar.dayOfMonth(day), Calendar.lengthOfMonth((int) year, ofYear));
        return Calendar.day((int) year, ofYear, ofMonth);
    }

    /** How many boundaries of the part lie between; both arguments of one type. */
    public static Kernel difference(TimePart part) {
        return in -> {
            LongColumn from = in.longs(0);
            LongColumn to = in.longs(1);
            long unit = unit(from.type());
            return RowLoop.longs(
                    in,
                    ColumnType.BIGINT,
                    row -> index(to.value(row) * unit, part) - index(from.value(row) * unit, part));
        };
    }

    /** Which year, month, … since a common start. */
    private static long index(long micros, TimePart part) {
        long day = Calendar.dayOfMicros(micros);
        if (part.months() > 0) {
            return Math.floorDiv(Calendar.year(day) * 12 + Calendar.month(day) - 1, part.months());
        }
        return part == TimePart.WEEK ? Math.floorDiv(day + MONDAY, 7L) : Math.floorDiv(micros, part.micros());
    }

    /** The start of the part; the result has the argument's type. */
    public static Kernel truncate(TimePart part, ColumnType type) {
        return in -> {
            LongColumn times = in.longs(0);
            long unit = unit(type);
            return RowLoop.longs(in, type, row -> Math.floorDiv(start(times.value(row) * unit, part), unit));
        };
    }

    private static long start(long micros, TimePart part) {
        if (part.isOfDay()) {
            return micros - Math.floorMod(micros, part.micros());
        }
        return startDay(Calendar.dayOfMicros(micros), part) * Calendar.MICROS_PER_DAY;
    }

    private static long startDay(long day, TimePart part) {
        if (part.months() > 0) {
            int month = Calendar.month(day) - 1;
            return Calendar.day(Calendar.year(day), month - month % part.months() + 1, 1);
        }
        return part == TimePart.WEEK ? day - Math.floorMod(day + MONDAY, 7L) : day;
    }

    private static long unit(ColumnType type) {
        return type.equals(ColumnType.DATE) ? Calendar.MICROS_PER_DAY : 1;
    }
}
