package dev.starbeam.quality.bounds;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The values of a long-backed column that pass: {@code min ≤ x ≤ max}, in the column's scaled form.
 *
 * @param min the least value that passes; {@link Long#MIN_VALUE}: no limit
 * @param max the greatest value that passes; {@link Long#MAX_VALUE}: no limit
 */
public record LongBounds(long min, long max) {
    public static final LongBounds OPEN = new LongBounds(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The scaled values within limits given in the column's unit, both inclusive. */
    public static LongBounds between(BigDecimal lower, BigDecimal upper, int scale) {
        return between(
                lower.setScale(scale, RoundingMode.CEILING).unscaledValue(),
                upper.setScale(scale, RoundingMode.FLOOR).unscaledValue());
    }

    /**
     * As bounds of longs. Limits beyond every long let all pass on that side, or none on the other.
     */
    public static LongBounds between(BigInteger min, BigInteger max) {
        if (min.compareTo(GREATEST) > 0 || max.compareTo(LEAST) < 0) {
            return new LongBounds(Long.MAX_VALUE, Long.MIN_VALUE);
        }
        return new LongBounds(min.max(LEAST).longValue(), max.min(GREATEST).longValue());
    }

    public boolean excludes(long x) {
        return x < min || x > max;
    }
}
