package dev.starbeam.quality.check;

import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.quality.statistic.KeyMoments;

/**
 * Which values of a bigint or decimal column a {@code zscore} check passes, key by key, for whoever counts rows where
 * they are. It says the same as {@link RowFlagger} does.
 */
public final class DeviationLimits {
    private final ZScoreLimits limits;
    private final long needed;
    private final int scale;

    /** @param scale of the column judged */
    public DeviationLimits(ZScore rule, int scale) {
        this.limits = new ZScoreLimits(rule.threshold(), rule.population());
        this.needed = Power.neededRows(rule.threshold(), rule.population());
        this.scale = scale;
    }

    /**
     * The least and greatest value that pass, in the column's scaled form.
     *
     * @param min {@link Long#MIN_VALUE}: no limit
     * @param max {@link Long#MAX_VALUE}: no limit
     */
    public record Limits(long min, long max) {
        /** Whether values between these two have one that doesn't pass. */
        public boolean excludeSome(long least, long greatest) {
            return least < min || greatest > max;
        }
    }

    /** The limits for the rows of one key. */
    public Limits of(KeyMoments key) {
        LongBounds bounds = key.count() < needed ? LongBounds.OPEN : limits.longs(key, scale);
        return new Limits(bounds.min(), bounds.max());
    }
}
