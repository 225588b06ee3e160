package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Validity;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimals of up to 38 digits, between the operators of an expression: each value has 128 bits and is scaled by
 * 10<sup>scale</sup>. Values that fit a long, nearly all of them, are computed as longs.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record WideDecimals(long[] high, long[] low, int scale, Validity validity) {
    /** As many digits as Snowflake's numbers have. */
    public static final int MAX_PRECISION = 38;

    private static final BigInteger LIMIT = BigInteger.TEN.pow(MAX_PRECISION);

    /** The values of a bigint or decimal column. */
    public static WideDecimals of(LongColumn column) {
        long[] low = column.values();
        long[] high = new long[low.length];
        for (int row = 0; row < high.length; row++) {
            high[row] = low[row] >> 63;
        }
        return new WideDecimals(high, low, column.type().scale(), column.validity());
    }

    static WideDecimals empty(int rows, int scale, Validity validity) {
        return new WideDecimals(new long[rows], new long[rows], scale, validity);
    }

    /** Whether the value of a row fits a long, which is then its lower half. */
    boolean isLong(int row) {
        return high[row] == low[row] >> 63;
    }

    BigInteger value(int row) {
        BigInteger lower = BigInteger.valueOf(low[row] >>> 1).shiftLeft(1).or(BigInteger.valueOf(low[row] & 1));
        return BigInteger.valueOf(high[row]).shiftLeft(64).or(lower);
    }

    void set(int row, long value) {
        low[row] = value;
        high[row] = value >> 63;
    }

    /** The product of two longs. */
    void setProduct(int row, long a, long b) {
        low[row] = a * b;
        high[row] = Math.multiplyHigh(a, b);
    }

    /** Whether the value has no more than {@link #MAX_PRECISION} digits; else it is not set. */
    boolean set(int row, BigInteger value) {
        if (value.abs().compareTo(LIMIT) >= 0) {
            return false;
        }
        low[row] = value.longValue();
        high[row] = value.shiftRight(64).longValue();
        return true;
    }

    /** The value as people read it. */
    public String display(int row) {
        return validity.isNull(row) ? "NULL" : new BigDecimal(value(row), scale).toPlainString();
    }
}
