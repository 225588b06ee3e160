package dev.starbeam.quality.analyzer;

/** Distinct values in ascending order with their counts. */
record SortedCounts(long[] values, long[] counts, long total) {
    static SortedCounts of(LongCounts table) {
        long[] values = table.sortedValues();
        long[] counts = new long[values.length];
        long total = 0;
        for (int i = 0; i < values.length; i++) {
            counts[i] = table.count(values[i]);
            total += counts[i];
        }
        return new SortedCounts(values, counts, total);
    }

    /** The value with {@code rank} (from 0, less than the total) values before it. */
    long valueAt(long rank) {
        long before = 0;
        int i = 0;
        while (before + counts[i] <= rank) {
            before += counts[i++];
        }
        return values[i];
    }
}
