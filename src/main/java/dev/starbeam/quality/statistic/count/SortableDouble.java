package dev.starbeam.quality.statistic.count;

/**
 * Doubles as longs that sort alike: −∞ … −0.0 = 0.0 … ∞, NaN greatest. An involution but for −0.0, which becomes 0.0,
 * and NaNs, which become one.
 */
public final class SortableDouble {
    private SortableDouble() {}

    public static long toLong(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    public static double toDouble(long sortable) {
        return Double.longBitsToDouble(sortable ^ (sortable >> 63 & Long.MAX_VALUE));
    }
}
