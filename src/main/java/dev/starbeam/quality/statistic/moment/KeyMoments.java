package dev.starbeam.quality.statistic.moment;

import java.math.BigDecimal;

/**
 * The exact sums of one key's values, in the column's own unit.
 *
 * @param count n, the values that are not NULL (for doubles: finite)
 * @param sum Σx
 * @param sumOfSquares Σx²
 */
public record KeyMoments(long count, BigDecimal sum, BigDecimal sumOfSquares) {}
