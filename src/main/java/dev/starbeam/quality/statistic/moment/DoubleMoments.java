package dev.starbeam.quality.statistic.moment;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact sums of the finite doubles of each key, so that the order of rows never matters. About ten times slower than
 * {@link IntegerMoments}: declare money and measures as decimals.
 */
public final class DoubleMoments implements Moments {
    private long[] counts = new long[32];
    private Dyadic[] sums = filled(32);
    private Dyadic[] squares = filled(32);

    public static DoubleMoments read(StateInput input, int count) {
        DoubleMoments moments = new DoubleMoments();
        moments.reserve(count);
        System.arraycopy(input.getLongs(count), 0, moments.counts, 0, count);
        for (int id = 0; id < count; id++) {
            moments.sums[id] = read(input);
            moments.squares[id] = read(input);
        }
        return moments;
    }

    /** Goes past the sums of as many keys, whose counts were read. */
    public static void skipSums(StateInput input, int count) {
        for (int i = 0; i < 2 * count; i++) {
            input.skipBytes();
            input.getInt();
        }
    }

    private static Dyadic read(StateInput input) {
        return new Dyadic(new BigInteger(input.getBytes()), input.getInt());
    }

    @Override
    public void write(StateOutput output, int[] ids, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = counts[ids[i]];
        }
        output.putLongs(values, count);
        for (int i = 0; i < count; i++) {
            write(output, sums[ids[i]].reduced());
            write(output, squares[ids[i]].reduced());
        }
    }

    private static void write(StateOutput output, Dyadic number) {
        byte[] mantissa = number.mantissa().toByteArray();
        output.putBytes(mantissa, 0, mantissa.length);
        output.putInt(number.exponent());
    }

    @Override
    public void addAll(Column column, Selection kept, int[] ids, int keys) {
        reserve(keys);
        double[] values = ((DoubleColumn) column).values();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (ids[i] >= 0 && !column.isNull(row) && Double.isFinite(values[row])) {
                Dyadic x = Dyadic.of(values[row]);
                add(ids[i], 1, x, x.square());
            }
        }
    }

    @Override
    public void merge(int id, Moments other, int otherId) {
        reserve(id + 1);
        DoubleMoments that = (DoubleMoments) other;
        add(id, that.counts[otherId], that.sums[otherId], that.squares[otherId]);
    }

    private void add(int id, long count, Dyadic sum, Dyadic square) {
        counts[id] += count;
        sums[id] = sums[id].plus(sum);
        squares[id] = squares[id].plus(square);
    }

    @Override
    public long count(int id) {
        return id < counts.length ? counts[id] : 0;
    }

    @Override
    public KeyMoments moments(int id, int scale) {
        return new KeyMoments(count(id), sums[id].toBigDecimal(), squares[id].toBigDecimal());
    }

    private void reserve(int keys) {
        int old = counts.length;
        if (old < keys) {
            int length = Math.max(keys, 2 * old);
            counts = Arrays.copyOf(counts, length);
            sums = Arrays.copyOf(sums, length);
            squares = Arrays.copyOf(squares, length);
            Arrays.fill(sums, old, length, Dyadic.ZERO);
            Arrays.fill(squares, old, length, Dyadic.ZERO);
        }
    }

    private static Dyadic[] filled(int length) {
        Dyadic[] zeros = new Dyadic[length];
        Arrays.fill(zeros, Dyadic.ZERO);
        return zeros;
    }

    /**
     * An exact binary number, {@code mantissa · 2^exponent}: what sums of doubles are. Equal numbers may have different
     * parts until {@link #reduced}.
     */
    private record Dyadic(BigInteger mantissa, int exponent) {
        static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

        private static final BigInteger FIVE = BigInteger.valueOf(5);
        private static final int FRACTION_BITS = 52;
        private static final int LEAST_EXPONENT = -1074;

        /** The double's exact value; it must be finite. */
        static Dyadic of(double value) {
            long bits = Double.doubleToRawLongBits(value);
            int biased = (int) (bits >>> FRACTION_BITS) & 0x7FF;
            long fraction = bits & (1L << FRACTION_BITS) - 1;
            long mantissa = biased == 0 ? fraction : fraction | 1L << FRACTION_BITS;
            if (mantissa == 0) {
                return ZERO;
            }
            int zeros = Long.numberOfTrailingZeros(mantissa);
            long odd = mantissa >> zeros;
            return new Dyadic(
                    BigInteger.valueOf(bits < 0 ? -odd : odd), LEAST_EXPONENT + Math.max(0, biased - 1) + zeros);
        }

        Dyadic square() {
            return new Dyadic(mantissa.multiply(mantissa), 2 * exponent);
        }

        Dyadic plus(Dyadic other) {
            if (exponent > other.exponent) {
                return other.plus(this);
            }
            return new Dyadic(mantissa.add(other.mantissa.shiftLeft(other.exponent - exponent)), exponent);
        }

        /** The same number with an odd mantissa, or zero: one form a number. */
        Dyadic reduced() {
            if (mantissa.signum() == 0) {
                return ZERO;
            }
            int zeros = mantissa.getLowestSetBit();
            return new Dyadic(mantissa.shiftRight(zeros), exponent + zeros);
        }

        BigDecimal toBigDecimal() {
            return exponent >= 0
                    ? new BigDecimal(mantissa.shiftLeft(exponent))
                    : new BigDecimal(mantissa.multiply(FIVE.pow(-exponent)), -exponent);
        }
    }
}
