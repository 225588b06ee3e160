package dev.starbeam.quality.check.zscore;

import dev.starbeam.quality.bounds.DoubleBounds;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.statistic.count.SortableDouble;
import dev.starbeam.quality.statistic.moment.KeyMoments;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.DoublePredicate;

/**
 * Which values are less than t standard deviations from the mean of n values, decided exactly. With S = Σx and
 * V = n·Σx² − S², the sample deviation is s² = V / (n·(n − 1)), so |x − S/n| ≥ t·s is
 *
 * <pre>  (n·x − S)² · (n − 1) ≥ t²·n·V        sample
 *   (n·x − S)²           ≥ t²·V          population, s² = V / n²</pre>
 *
 * Without variance nothing is excluded.
 */
record ZScoreLimits(BigDecimal threshold, boolean population) {
    private static final MathContext FORTY_DIGITS = new MathContext(40);

    /** The scaled values that pass. {@code n·x − S} is a whole number of scaled units, so its limit is one too. */
    LongBounds longs(KeyMoments key, int scale) {
        BigInteger n = BigInteger.valueOf(key.count());
        BigInteger sum = key.sum().setScale(scale).unscaledValue();
        BigInteger variance = n.multiply(key.sumOfSquares().setScale(2 * scale).unscaledValue())
                .subtract(sum.multiply(sum));
        if (variance.signum() == 0) {
            return LongBounds.OPEN;
        }
        BigInteger thresholdSquared = threshold.unscaledValue().pow(2);
        BigInteger left = BigInteger.TEN.pow(2 * threshold.scale()).multiply(divisor(key.count()));
        BigInteger right =
                thresholdSquared.multiply(population ? BigInteger.ONE : n).multiply(variance);
        BigInteger distance = ceilingOfRoot(ceilingOfQuotient(right, left));
        return LongBounds.between(
                floorOfQuotient(sum.subtract(distance), n).add(BigInteger.ONE),
                ceilingOfQuotient(sum.add(distance), n).subtract(BigInteger.ONE));
    }

    /** The doubles that pass. */
    DoubleBounds doubles(KeyMoments key) {
        BigDecimal n = BigDecimal.valueOf(key.count());
        BigDecimal variance = variance(key);
        if (variance.signum() == 0) {
            return DoubleBounds.FINITE;
        }
        BigDecimal right = threshold.pow(2).multiply(variance).multiply(population ? BigDecimal.ONE : n);
        BigDecimal left = new BigDecimal(divisor(key.count()));
        BigDecimal distance = right.divide(left, FORTY_DIGITS).sqrt(FORTY_DIGITS);
        double low = key.sum().subtract(distance).divide(n, FORTY_DIGITS).doubleValue();
        double high = key.sum().add(distance).divide(n, FORTY_DIGITS).doubleValue();
        double least = LeastDouble.near(low, x -> !isFar(n, key.sum(), x, left, right, -1));
        double greatest = -LeastDouble.near(-high, x -> !isFar(n, key.sum(), -x, left, right, 1));
        return new DoubleBounds(least, greatest);
    }

    /** Whether x lies on that side of the mean and is flagged: (n·x − S)²·left ≥ right. */
    private static boolean isFar(BigDecimal n, BigDecimal sum, double x, BigDecimal left, BigDecimal right, int side) {
        BigDecimal fromSum = n.multiply(new BigDecimal(x)).subtract(sum);
        return fromSum.signum() == side
                && fromSum.multiply(fromSum).multiply(left).compareTo(right) >= 0;
    }

    /** V = n·Σx² − (Σx)². */
    static BigDecimal variance(KeyMoments key) {
        return BigDecimal.valueOf(key.count())
                .multiply(key.sumOfSquares())
                .subtract(key.sum().multiply(key.sum()));
    }

    private BigInteger divisor(long n) {
        return population ? BigInteger.ONE : BigInteger.valueOf(n - 1);
    }

    private static BigInteger ceilingOfRoot(BigInteger square) {
        BigInteger root = square.sqrt();
        return root.multiply(root).equals(square) ? root : root.add(BigInteger.ONE);
    }

    private static BigInteger ceilingOfQuotient(BigInteger dividend, BigInteger divisor) {
        return floorOfQuotient(dividend.negate(), divisor).negate();
    }

    private static BigInteger floorOfQuotient(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** Finds where a condition on doubles turns true, with few evaluations when an estimate is good. */
    private static final class LeastDouble {
        private static final long LEAST = SortableDouble.toLong(-Double.MAX_VALUE);
        private static final long GREATEST = SortableDouble.toLong(Double.MAX_VALUE);

        private LeastDouble() {}

        /**
         * The least finite double for which {@code holds}; the greatest if it holds for none.
         *
         * @param holds false up to some double and true from there on
         */
        static double near(double estimate, DoublePredicate holds) {
            long at = Math.max(LEAST, Math.min(GREATEST, SortableDouble.toLong(estimate)));
            long step = 1;
            long low = at;
            long high = at;
            while (low > LEAST && holds.test(SortableDouble.toDouble(low))) {
                low = low - LEAST < step ? LEAST : low - step;
                step *= 2;
            }
            step = 1;
            while (high < GREATEST && !holds.test(SortableDouble.toDouble(high))) {
                high = GREATEST - high < step ? GREATEST : high + step;
                step *= 2;
            }
            return bisect(low, high, holds);
        }

        private static double bisect(long from, long to, DoublePredicate holds) {
            long low = from;
            long high = to;
            while (low < high) {
                long middle = (low & high) + ((low ^ high) >> 1);
                if (holds.test(SortableDouble.toDouble(middle))) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return SortableDouble.toDouble(low);
        }
    }
}
