package dev.starbeam.quality.statistic;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Least, greatest and sum of a column's values as longs (doubles as {@link SortableDouble}, false and true as 0, 1). */
final class LongExtremes {
    private long count;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private long sumLow;
    private long sumHigh;

    void addAll(Column column, Selection live) {
        if (column instanceof LongColumn longs) {
            addLongs(longs, live);
        } else {
            addOthers(column, live);
        }
    }

    private void addLongs(LongColumn column, Selection live) {
        long[] values = column.values();
        Validity validity = column.validity();
        boolean nulls = validity.hasNulls();
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            if (!nulls || validity.isValid(row)) {
                add(values[row]);
            }
        }
    }

    private void addOthers(Column column, Selection live) {
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            if (!column.isNull(row)) {
                add(
                        column instanceof DoubleColumn doubles
                                ? SortableDouble.toLong(doubles.value(row))
                                : ((BooleanColumn) column).value(row) ? 1 : 0);
            }
        }
    }

    private void add(long value) {
        count++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        sumLow += value;
        sumHigh += (value >> 63) + (Long.compareUnsigned(sumLow, value) < 0 ? 1 : 0);
    }

    void merge(LongExtremes other) {
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sumLow += other.sumLow;
        sumHigh += other.sumHigh + (Long.compareUnsigned(sumLow, other.sumLow) < 0 ? 1 : 0);
    }

    void write(StateOutput output) {
        output.putLongs(new long[] {count, min, max, sumLow, sumHigh}, 5);
    }

    void read(StateInput input) {
        long[] words = input.getLongs(5);
        count = words[0];
        min = words[1];
        max = words[2];
        sumLow = words[3];
        sumHigh = words[4];
    }

    @Nullable
    String min(ColumnType type) {
        return count == 0 ? null : display(type, min);
    }

    @Nullable
    String max(ColumnType type) {
        return count == 0 ? null : display(type, max);
    }

    @Nullable
    BigDecimal sum(ColumnType type) {
        boolean exact = type.isNumeric() && type.isLongBacked();
        return count == 0 || !exact ? null : new BigDecimal(WideSum.of(sumLow, sumHigh), type.scale());
    }

    private static String display(ColumnType type, long value) {
        return switch (type.kind()) {
            case DOUBLE -> Double.toString(SortableDouble.toDouble(value));
            case BOOLEAN -> Boolean.toString(value == 1);
            default -> LongColumn.display(type, value);
        };
    }
}
