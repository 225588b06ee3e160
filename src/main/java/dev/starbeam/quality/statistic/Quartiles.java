package dev.starbeam.quality.statistic;

import java.math.BigDecimal;

/**
 * The quartiles of a column in the column's own unit (days for a date, microseconds for a timestamp), by linear
 * interpolation between order statistics (type 7 of Hyndman and Fan 1996, what SQL's {@code PERCENTILE_CONT}
 * computes): for the sorted values x₀ … xₙ₋₁ the quantile p is x at position (n − 1)·p. Exact: a quarter of a
 * difference always has a finite decimal expansion.
 *
 * @param count how many values there are, at least 1
 * @param q1 the first quartile
 * @param median the second
 * @param q3 the third
 * @param rankError 0 when exact; else the share of ranks by which a quartile may be off at most
 */
public record Quartiles(long count, BigDecimal q1, BigDecimal median, BigDecimal q3, double rankError) {
    /** Whether the quartiles are of values of which near ones were counted together. */
    public boolean approximate() {
        return rankError > 0;
    }

    public BigDecimal interquartileRange() {
        return q3.subtract(q1);
    }
}
