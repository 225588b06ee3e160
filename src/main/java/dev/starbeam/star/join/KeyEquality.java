package dev.starbeam.star.join;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import java.util.Arrays;
import java.util.List;

/** Whether two rows have the same key, as SQL's {@code =} says; NULL equals nothing. */
public final class KeyEquality {
    private KeyEquality() {}

    /** Equality of one value of two columns of one type. */
    public static boolean equal(Column ours, int row, Column theirs, int theirRow) {
        if (ours.isNull(row) || theirs.isNull(theirRow)) {
            return false;
        }
        if (ours instanceof TextColumn text) {
            TextColumn other = (TextColumn) theirs;
            return Arrays.equals(
                    text.bytes(),
                    text.start(row),
                    text.end(row),
                    other.bytes(),
                    other.start(theirRow),
                    other.end(theirRow));
        } else if (ours instanceof LongColumn longs) {
            return longs.value(row) == ((LongColumn) theirs).value(theirRow);
        } else if (ours instanceof DoubleColumn doubles) {
            return doubles.value(row) == ((DoubleColumn) theirs).value(theirRow);
        }
        return ((BooleanColumn) ours).value(row) == ((BooleanColumn) theirs).value(theirRow);
    }

    static boolean equal(List<Column> ours, int row, List<Column> theirs, int theirRow) {
        for (int i = 0; i < ours.size(); i++) {
            if (!equal(ours.get(i), row, theirs.get(i), theirRow)) {
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
