package dev.starbeam.batch.hash;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.util.Arrays;
import java.util.List;
import net.openhft.hashing.LongHashFunction;

/**
 * 128-bit hashes of the values that rows hold in some columns: equal values give equal hashes whatever the batch, NULL
 * equals NULL and differs from every value. Those of {@link #of} are the same in every run, and keys can be made that
 * collide: they find candidates, and are published for people. Those of {@link #keyed} decide: two different keys of at
 * most n bytes collide with probability (n/2<sup>63</sup>)², whoever made them.
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

    /** The hashes of every row of {@code batch} over {@code columns}, in that order, drawn by {@code secret}. */
    public static RowHash keyed(ColumnBatch batch, List<String> columns, HashSecret secret) {
        long[] high = new long[batch.rows()];
        long[] low = new long[batch.rows()];
        Arrays.fill(high, KeyedHash.BEGIN);
        Arrays.fill(low, KeyedHash.BEGIN);
        for (String name : columns) {
            Column column = batch.column(name);
            if (column instanceof TextColumn text) {
                foldText(text, high, low, secret);
            } else {
                foldNumbers(numbers(column), column.validity(), high, low, secret);
            }
        }
        for (int row = 0; row < high.length; row++) {
            high[row] = KeyedHash.spread(high[row]);
            low[row] = KeyedHash.spread(low[row]);
        }
        return new RowHash(high, low);
    }

    /** The first half of {@link #keyed} over one column: tells values apart that share another hash. */
    public static long[] check(Column column, HashSecret secret) {
        long[] hashes = new long[column.size()];
        Validity validity = column.validity();
        long[] values = column instanceof TextColumn ? hashes : numbers(column);
        for (int row = 0; row < hashes.length; row++) {
            long hash;
            if (validity.isNull(row)) {
                hash = KeyedHash.none(KeyedHash.BEGIN, secret.first());
            } else if (column instanceof TextColumn text) {
                hash = KeyedHash.text(KeyedHash.BEGIN, secret.first(), text.bytes(), text.start(row), text.end(row));
            } else {
                hash = KeyedHash.number(KeyedHash.BEGIN, secret.first(), values[row]);
            }
            hashes[row] = KeyedHash.spread(hash);
        }
        return hashes;
    }

    private static long[] numbers(Column column) {
        return column instanceof LongColumn longs
                ? longs.values()
                : column instanceof DoubleColumn doubles ? bits(doubles) : bits((BooleanColumn) column);
    }

    private static void foldText(TextColumn text, long[] high, long[] low, HashSecret secret) {
        byte[] bytes = text.bytes();
        Validity validity = text.validity();
        for (int row = 0; row < high.length; row++) {
            if (validity.isNull(row)) {
                high[row] = KeyedHash.none(high[row], secret.first());
                low[row] = KeyedHash.none(low[row], secret.second());
            } else {
                foldBytes(bytes, text.start(row), text.end(row), high, low, row, secret);
            }
        }
    }

    /** Both halves at once, since reading the bytes takes as long as a step of the polynomial. */
    private static void foldBytes(
            byte[] bytes, int start, int end, long[] high, long[] low, int row, HashSecret secret) {
        long first = secret.first();
        long second = secret.second();
        long one = KeyedHash.length(high[row], first, end - start);
        long two = KeyedHash.length(low[row], second, end - start);
        for (int at = start; at < end; at += KeyedHash.BYTES) {
            long word = KeyedHash.word(bytes, at, end);
            one = KeyedHash.times(one + word, first);
            two = KeyedHash.times(two + word, second);
        }
        high[row] = one;
        low[row] = two;
    }

    private static void foldNumbers(long[] values, Validity validity, long[] high, long[] low, HashSecret secret) {
        for (int row = 0; row < high.length; row++) {
            if (validity.isNull(row)) {
                high[row] = KeyedHash.none(high[row], secret.first());
                low[row] = KeyedHash.none(low[row], secret.second());
            } else {
                high[row] = KeyedHash.number(high[row], secret.first(), values[row]);
                low[row] = KeyedHash.number(low[row], secret.second(), values[row]);
            }
        }
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
