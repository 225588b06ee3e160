package dev.starbeam.quality.check.result;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Between which shares of flagged rows the source is to be expected, if this batch is a random sample of what it
 * delivers: the exact limits of Clopper and Pearson (1934) at 95% confidence, to six digits. They hold for any number of
 * rows; no check is decided by them.
 *
 * @param low the least share, 0 when no row is flagged
 * @param high the greatest share, 1 when each is
 */
public record ShareLimits(double low, double high) implements Serializable {
    private static final double TAIL = 0.025;
    private static final double ACCURACY = 1e-17;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    /** The limits for {@code part} of {@code whole} rows, of which there is at least one. */
    public static ShareLimits of(long part, long whole) {
        double low = part == 0 ? 0 : quantile((double) part, whole - part + 1.0, TAIL);
        double high = part == whole ? 1 : quantile(part + 1.0, (double) whole - part, 1 - TAIL);
        return new ShareLimits(shown(low), shown(high));
    }

    private static double quantile(double alpha, double beta, double probability) {
        @Nullable RandomGenerator none = null;
        return new BetaDistribution(none, alpha, beta, ACCURACY).inverseCumulativeProbability(probability);
    }

    private static double shown(double share) {
        return new BigDecimal(share).round(SIX_DIGITS).doubleValue();
    }
}
