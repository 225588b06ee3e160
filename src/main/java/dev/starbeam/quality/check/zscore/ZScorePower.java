package dev.starbeam.quality.check.zscore;

import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.statistic.KeyedMomentsState;
import dev.starbeam.words.Counted;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Where a z-score check could not flag anything, whatever the values: |z| never exceeds (n − 1)/√n (√(n − 1) for the
 * population deviation), so a key needs enough rows to reach the threshold.
 */
final class ZScorePower {
    private ZScorePower() {}

    /** The power over the rows of all keys. */
    static Power of(ZScore rule, KeyedMomentsState moments) {
        long needed = neededRows(rule.threshold(), rule.population());
        KeyRows all = new KeyRows();
        KeyRows powerless = new KeyRows();
        moments.keysByValues().forEach((rows, keys) -> {
            all.add(rows, keys);
            if (rows < needed) {
                powerless.add(rows, keys);
            }
        });
        return powerless.keys == 0
                ? Power.FULL
                : new Power(
                        powerless.rows,
                        Counted.of(powerless.keys, all.keys, "key") + ", " + Counted.of(powerless.rows, "row")
                                + ": fewer than " + Counted.of(needed, "row") + " a key");
    }

    /** Keys and their rows. */
    private static final class KeyRows {
        private long keys;
        private long rows;

        void add(long rowsEach, long moreKeys) {
            keys += moreKeys;
            rows += rowsEach * moreKeys;
        }
    }

    /** The least n for which the greatest possible |z| is at least the threshold, exactly. */
    static long neededRows(BigDecimal threshold, boolean population) {
        BigDecimal squared = threshold.pow(2);
        BigInteger start = squared.toBigInteger().max(BigInteger.ONE);
        if (start.bitLength() > 62) {
            return Long.MAX_VALUE;
        }
        long n = Math.max(2, start.longValue());
        while (greatestSquared(n, population).compareTo(population ? squared : squared.multiply(BigDecimal.valueOf(n)))
                < 0) {
            n++;
        }
        return n;
    }

    /** z² · n for the sample deviation, z² for the population's. */
    private static BigDecimal greatestSquared(long n, boolean population) {
        BigDecimal others = BigDecimal.valueOf(n - 1);
        return population ? others : others.multiply(others);
    }
}
