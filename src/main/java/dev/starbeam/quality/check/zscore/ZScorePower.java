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
        long keys = 0;
        long powerlessKeys = 0;
        long powerlessRows = 0;
        for (int id = 0; id < moments.keys().size(); id++) {
            long rows = moments.count(id);
            keys += rows > 0 ? 1 : 0;
            if (rows > 0 && rows < needed) {
                powerlessKeys++;
                powerlessRows += rows;
            }
        }
        return powerlessKeys == 0
                ? Power.FULL
                : new Power(
                        powerlessRows,
                        Counted.of(powerlessKeys, keys, "key") + ", " + Counted.of(powerlessRows, "row")
                                + ": fewer than " + Counted.of(needed, "row") + " a key");
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
