package dev.starbeam.star.join;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import java.util.Arrays;
import java.util.List;

/** Whether two rows have the same key, as SQL's {@code =} says in warehouses: NULL equals nothing, NaN equals NaN. */
public final class KeyEquality {
    private KeyEquality() {}

    /** Equality of one value of two columns of one type. */
    public static boolean equal(Column probe, int row, Column build, int buildRow) {
        if (probe.isNull(row) || build.isNull(buildRow)) {
            return false;
        }
        if (probe instanceof TextColumn text) {
            TextColumn other = (TextColumn) build;
            return Arrays.equals(
                    text.bytes(),
                    text.start(row),
                    text.end(row),
                    other.bytes(),
                    other.start(buildRow),
                    other.end(buildRow));
        } else if (probe instanceof LongColumn longs) {
            return longs.value(row) == ((LongColumn) build).value(buildRow);
        } else if (probe instanceof DoubleColumn doubles) {
            return equal(doubles.value(row), ((DoubleColumn) build).value(buildRow));
        }
        return ((BooleanColumn) probe).value(row) == ((BooleanColumn) build).value(buildRow);
    }

    /** To warehouses, NaN is a number like others. */
    private static boolean equal(double probe, double build) {
        return probe == build || (Double.isNaN(probe) && Double.isNaN(build));
    }

    static boolean equal(List<Column> probe, int row, List<Column> build, int buildRow) {
        for (int i = 0; i < probe.size(); i++) {
            if (!equal(probe.get(i), row, build.get(i), buildRow)) {
                return false;
            }
        }
        return true;
    }

    static boolean anyNull(List<Column> keys, int row) {
        for (Column key : keys) {
            if (key.isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
