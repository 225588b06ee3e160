package dev.starbeam.quality.statistic.moment;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sums of longs that cannot overflow: |Σx| &lt; 2⁶³·2⁶³ takes 128 bits signed, Σx² ≤ 2¹²⁶·2⁶³ takes 192 bits. Six words a
 * key, side by side: {@code n | Σx low, high | Σx² low, middle, high}.
 */
public final class IntegerMoments implements Moments {
    private static final int WORDS = 6;

    private long[] words = new long[WORDS << 5];

    public static IntegerMoments read(StateInput input, int count) {
        IntegerMoments moments = new IntegerMoments();
        moments.reserve(count);
        for (int word = 0; word < WORDS; word++) {
            long[] values = input.getLongs(count);
            for (int id = 0; id < count; id++) {
                moments.words[id * WORDS + word] = values[id];
            }
        }
        return moments;
    }

    /** Goes past the sums of as many keys, whose counts were read. */
    public static void skipSums(StateInput input, int count) {
        for (int word = 1; word < WORDS; word++) {
            input.skipLongs(count);
        }
    }

    @Override
    public void write(StateOutput output, int[] ids, int count) {
        long[] values = new long[count];
        for (int word = 0; word < WORDS; word++) {
            for (int i = 0; i < count; i++) {
                values[i] = words[ids[i] * WORDS + word];
            }
            output.putLongs(values, count);
        }
    }

    @Override
    public void addAll(Column column, Selection kept, int[] ids, int keys) {
        reserve(keys);
        long[] values = ((LongColumn) column).values();
        Validity validity = column.validity();
        boolean nulls = validity.hasNulls();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (ids[i] >= 0 && (!nulls || validity.isValid(row))) {
                add(words, ids[i] * WORDS, values[row]);
            }
        }
    }

    /** The rule for one value. */
    public static void add(long[] words, int at, long x) {
        words[at]++;
        long sum = words[at + 1] + x;
        words[at + 1] = sum;
        words[at + 2] += (x >> 63) + carry(sum, x);
        addSquare(words, at, x * x, Math.multiplyHigh(x, x));
    }

    private static void addSquare(long[] words, int at, long low, long high) {
        long sum = words[at + 3] + low;
        words[at + 3] = sum;
        long addend = high + carry(sum, low);
        long middle = words[at + 4] + addend;
        words[at + 4] = middle;
        words[at + 5] += carry(middle, addend);
    }

    /** 1 when adding {@code addend} to an unsigned word wrapped around to {@code sum}. */
    private static long carry(long sum, long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    @Override
    public void merge(int id, Moments other, int otherId) {
        reserve(id + 1);
        long[] others = ((IntegerMoments) other).words;
        int from = otherId * WORDS;
        int to = id * WORDS;
        words[to] += others[from];
        addWide(to + 1, others, from + 1, 2);
        addWide(to + 3, others, from + 3, 3);
    }

    private void addWide(int to, long[] others, int from, int length) {
        long carry = 0;
        for (int i = 0; i < length; i++) {
            long partial = words[to + i] + carry;
            long carried = carry(partial, carry);
            words[to + i] = partial + others[from + i];
            carry = carried + carry(words[to + i], partial);
        }
    }

    @Override
    public long count(int id) {
        return (id + 1) * WORDS <= words.length ? words[id * WORDS] : 0;
    }

    public BigInteger sum(int id) {
        return wide(id, 1, 2);
    }

    public BigInteger sumOfSquares(int id) {
        return wide(id, 3, 3);
    }

    @Override
    public KeyMoments moments(int id, int scale) {
        return new KeyMoments(count(id), new BigDecimal(sum(id), scale), new BigDecimal(sumOfSquares(id), 2 * scale));
    }

    private BigInteger wide(int id, int word, int length) {
        int from = id * WORDS + word;
        return WideSum.of(Arrays.copyOfRange(words, from, from + length));
    }

    private void reserve(int keys) {
        if (words.length < keys * WORDS) {
            words = Arrays.copyOf(words, Math.max(keys * WORDS, words.length * 2));
        }
    }

    /** Integers of several 64-bit words, the lowest first, in two's complement. */
    private static final class WideSum {
        private WideSum() {}

        static BigInteger of(long... words) {
            ByteBuffer bigEndian = ByteBuffer.allocate(8 * words.length);
            for (int i = words.length - 1; i >= 0; i--) {
                bigEndian.putLong(words[i]);
            }
            return new BigInteger(bigEndian.array());
        }
    }
}
