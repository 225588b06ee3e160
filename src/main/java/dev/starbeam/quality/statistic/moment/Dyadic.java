package dev.starbeam.quality.statistic.moment;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact binary number, {@code mantissa · 2^exponent}: what sums of doubles are. Equal numbers may have different
 * parts until {@link #reduced}.
 */
public record Dyadic(BigInteger mantissa, int exponent) {
    public static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final BigInteger FIVE = BigInteger.valueOf(5);
    private static final int FRACTION_BITS = 52;
    private static final int LEAST_EXPONENT = -1074;

    /** The double's exact value; it must be finite. */
    public static Dyadic of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & (1L << FRACTION_BITS) - 1;
        long mantissa = biased == 0 ? fraction : fraction | 1L << FRACTION_BITS;
        if (mantissa == 0) {
            return ZERO;
        }
        int zeros = Long.numberOfTrailingZeros(mantissa);
        long odd = mantissa >> zeros;
        return new Dyadic(BigInteger.valueOf(bits < 0 ? -odd : odd), LEAST_EXPONENT + Math.max(0, biased - 1) + zeros);
    }

    public Dyadic square() {
        return new Dyadic(mantissa.multiply(mantissa), 2 * exponent);
    }

    public Dyadic plus(Dyadic other) {
        if (exponent > other.exponent) {
            return other.plus(this);
        }
        return new Dyadic(mantissa.add(other.mantissa.shiftLeft(other.exponent - exponent)), exponent);
    }

    public Dyadic negated() {
        return new Dyadic(mantissa.negate(), exponent);
    }

    /** The same number with an odd mantissa, or zero: one form a number. */
    public Dyadic reduced() {
        if (mantissa.signum() == 0) {
            return ZERO;
        }
        int zeros = mantissa.getLowestSetBit();
        return new Dyadic(mantissa.shiftRight(zeros), exponent + zeros);
    }

    public BigDecimal toBigDecimal() {
        return exponent >= 0
                ? new BigDecimal(mantissa.shiftLeft(exponent))
                : new BigDecimal(mantissa.multiply(FIVE.pow(-exponent)), -exponent);
    }
}
