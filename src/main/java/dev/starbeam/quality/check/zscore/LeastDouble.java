package dev.starbeam.quality.check.zscore;

import dev.starbeam.quality.statistic.SortableDouble;
import java.util.function.DoublePredicate;

/** Finds where a condition on doubles turns true, with few evaluations when an estimate is good. */
final class LeastDouble {
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
