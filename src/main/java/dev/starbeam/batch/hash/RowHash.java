package dev.starbeam.batch.hash;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.util.List;
import net.openhft.hashing.LongHashFunction;

/**
 * 128-bit hashes of the values that rows hold in some columns: equal values give equal hashes whatever the batch, NULL
 * equals NULL and differs from every value. Two different keys among n rows collide with probability below
 * n²/2<sup>129</sup> (10<sup>-20</sup> at a billion rows), which is taken as never.
 */
public final class RowHash {
    private static final LongHashFunction HIGH = LongHashFunction.xx();
    private static final LongHashFunction LOW = LongHashFunction.xx(0x5DEECE66DL);
    private static final long NULL_VALUE = 0x6E756C6CL;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long[] high;
    private final long[] low;

    private RowHash(long[] high, long[] low) {
        this.high = high;
        this.low = low;
    }

    /** The first half for each row: read only. */
    public long[] high() {
        return high;
    }

    /** The second half for each row: read only. */
    public long[] low() {
        return low;
    }

    /** The hashes of every row of {@code batch} over {@code columns}, in that order. */
    public static RowHash of(ColumnBatch batch, List<String> columns) {
        long[] high = new long[batch.rows()];
        long[] low = new long[batch.rows()];
        for (String name : columns) {
            Column column = batch.column(name);
            fold(column, high, HIGH);
            fold(column, low, LOW);
        }
        return new RowHash(high, low);
    }

    private static void fold(Column column, long[] hashes, LongHashFunction function) {
        if (column instanceof TextColumn text) {
            foldText(text, hashes, function);
        } else if (column instanceof LongColumn longs) {
            foldLongs(longs.values(), longs.validity(), hashes, function);
        } else if (column instanceof DoubleColumn doubles) {
            foldLongs(bits(doubles), doubles.validity(), hashes, function);
        } else if (column instanceof BooleanColumn booleans) {
            foldLongs(bits(booleans), booleans.validity(), hashes, function);
        }
    }

    private static void foldText(TextColumn text, long[] hashes, LongHashFunction function) {
        byte[] bytes = text.bytes();
        Validity validity = text.validity();
        for (int row = 0; row < hashes.length; row++) {
            long value = validity.isNull(row)
                    ? NULL_VALUE
                    : function.hashBytes(bytes, text.start(row), text.end(row) - text.start(row));
            hashes[row] = combine(hashes[row], value);
        }
    }

    private static void foldLongs(long[] values, Validity validity, long[] hashes, LongHashFunction function) {
        for (int row = 0; row < hashes.length; row++) {
            long value = validity.isNull(row) ? NULL_VALUE : function.hashLong(values[row]);
            hashes[row] = combine(hashes[row], value);
        }
    }

    /** Order matters, so that (a, b) and (b, a) differ. */
    private static long combine(long hash, long value) {
        long mixed = (hash * STEP ^ value) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }

    private static long[] bits(DoubleColumn doubles) {
        long[] bits = new long[doubles.size()];
        for (int row = 0; row < bits.length; row++) {
            // Adding zero turns -0.0 into 0.0, which SQL holds equal.
            bits[row] = Double.doubleToLongBits(doubles.value(row) + 0.0);
        }
        return bits;
    }

    private static long[] bits(BooleanColumn booleans) {
        long[] bits = new long[booleans.size()];
        for (int row = 0; row < bits.length; row++) {
            bits[row] = booleans.value(row) ? 1 : 0;
        }
        return bits;
    }
}
