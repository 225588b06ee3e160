package dev.starbeam.expression.kernel.logic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.number.Powers;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Order of values: text by its UTF-8 bytes, numbers exactly whatever their types (a NaN equals itself and is greater
 * than all others), false before true.
 */
public final class Comparison {
    private Comparison() {}

    /** The kernel; both arguments are text, both boolean, both numeric or both of one kind of date. */
    public static Kernel of(Relation relation) {
        return in -> compare(in, relation);
    }

    private static Column compare(Arguments in, Relation relation) {
        Column left = in.column(0);
        Column right = in.column(1);
        if (left instanceof TextColumn a && right instanceof TextColumn b) {
            return compareText(in, a, b, relation);
        }
        if (left instanceof LongColumn a
                && right instanceof LongColumn b
                && a.type().scale() == b.type().scale()) {
            return compareLongs(in, a, b, relation);
        }
        return RowLoop.booleans(in, row -> relation.holds(compare(left, right, row)));
    }

    private static BooleanColumn compareText(Arguments in, TextColumn a, TextColumn b, Relation relation) {
        boolean[] values = new boolean[in.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = in.has(row) && relation.holds(text(a, b, row));
        }
        return new BooleanColumn(values, in.strict());
    }

    private static BooleanColumn compareLongs(Arguments in, LongColumn a, LongColumn b, Relation relation) {
        long[] left = a.values();
        long[] right = b.values();
        boolean[] values = new boolean[in.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = relation.holds(Long.compare(left[row], right[row]));
        }
        return new BooleanColumn(values, in.strict());
    }

    /** The sign of the comparison of two values that are not NULL. */
    static int compare(Column left, Column right, int row) {
        if (left instanceof TextColumn a && right instanceof TextColumn b) {
            return text(a, b, row);
        }
        if (left instanceof BooleanColumn a && right instanceof BooleanColumn b) {
            return Boolean.compare(a.value(row), b.value(row));
        }
        if (left instanceof LongColumn a && right instanceof LongColumn b) {
            return scaled(a.value(row), a.type().scale(), b.value(row), b.type().scale());
        }
        if (left instanceof LongColumn a && right instanceof DoubleColumn b) {
            return -withDouble(b.value(row), a.value(row), a.type().scale());
        }
        if (left instanceof DoubleColumn a && right instanceof LongColumn b) {
            return withDouble(a.value(row), b.value(row), b.type().scale());
        }
        return doubles(((DoubleColumn) left).value(row), ((DoubleColumn) right).value(row));
    }

    private static int text(TextColumn a, TextColumn b, int row) {
        return Arrays.compareUnsigned(a.bytes(), a.start(row), a.end(row), b.bytes(), b.start(row), b.end(row));
    }

    /** Compares a·10<sup>−scaleA</sup> with b·10<sup>−scaleB</sup>, by way of 128 bits. */
    public static int scaled(long a, int scaleA, long b, int scaleB) {
        if (scaleA > scaleB) {
            return -scaled(b, scaleB, a, scaleA);
        }
        long factor = Powers.ten(scaleB - scaleA);
        int high = Long.compare(Math.multiplyHigh(a, factor), b >> 63);
        return high != 0 ? high : Long.compareUnsigned(a * factor, b);
    }

    private static int doubles(double a, double b) {
        return a == b ? 0 : Double.compare(a, b);
    }

    private static int withDouble(double a, long b, int scale) {
        if (Double.isNaN(a) || Double.isInfinite(a)) {
            return a < 0 ? -1 : 1;
        }
        return new BigDecimal(a).compareTo(BigDecimal.valueOf(b, scale));
    }
}
