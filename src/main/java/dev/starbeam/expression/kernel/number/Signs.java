package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code abs} and {@code sign}. */
public final class Signs {
    private Signs() {}

    public static Column abs(Arguments in) {
        if (in.column(0) instanceof DoubleColumn doubles) {
            return RowLoop.doubles(in, row -> Math.abs(doubles.value(row)));
        }
        LongColumn numbers = in.longs(0);
        return RowLoop.longs(in, numbers.type(), row -> Math.abs(numbers.value(row)));
    }

    /** −1, 0 or 1. */
    public static Column sign(Arguments in) {
        if (in.column(0) instanceof DoubleColumn doubles) {
            return RowLoop.longs(in, ColumnType.BIGINT, row -> (long) Math.signum(doubles.value(row)));
        }
        return RowLoop.longs(
                in, ColumnType.BIGINT, row -> Long.signum(in.longs(0).value(row)));
    }
}
