package dev.starbeam.quality.bounds;

import java.math.BigDecimal;

/** The doubles that pass: {@code min ≤ x ≤ max}, so NaN never does. */
public record DoubleBounds(double min, double max) {
    /** Every finite double. */
    public static final DoubleBounds FINITE = new DoubleBounds(-Double.MAX_VALUE, Double.MAX_VALUE);

    /** The finite doubles within exact limits, both inclusive. */
    public static DoubleBounds between(BigDecimal lower, BigDecimal upper) {
        return new DoubleBounds(
                Math.max(-Double.MAX_VALUE, ceiling(lower)), Math.min(Double.MAX_VALUE, -ceiling(upper.negate())));
    }

    /** The least double that is not less than the number. */
    private static double ceiling(BigDecimal number) {
        double nearest = number.doubleValue();
        if (Double.isInfinite(nearest)) {
            return nearest < 0 ? -Double.MAX_VALUE : nearest;
        }
        return new BigDecimal(nearest).compareTo(number) < 0 ? Math.nextUp(nearest) : nearest;
    }

    public boolean excludes(double x) {
        return !(x >= min && x <= max);
    }
}
