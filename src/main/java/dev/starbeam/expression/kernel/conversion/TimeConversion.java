package dev.starbeam.expression.kernel.conversion;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.time.Calendar;

/** Dates to timestamps at midnight, and timestamps to the day they fall in. */
public final class TimeConversion {
    private TimeConversion() {}

    public static Column toTimestamp(Arguments in) {
        LongColumn days = in.longs(0);
        return RowLoop.longs(in, ColumnType.TIMESTAMP, row -> days.value(row) * Calendar.MICROS_PER_DAY);
    }

    public static Column toDate(Arguments in) {
        LongColumn micros = in.longs(0);
        return RowLoop.longs(in, ColumnType.DATE, row -> Calendar.dayOfMicros(micros.value(row)));
    }
}
