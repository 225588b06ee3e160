package dev.starbeam.quality.statistic.count;

import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.util.Arrays;

/** Distinct values in ascending order with their counts. */
public final class SortedCounts {
    private final long[] values;
    private final long[] counts;
    private final long total;

    private SortedCounts(long[] values, long[] counts, long total) {
        this.values = values;
        this.counts = counts;
        this.total = total;
    }

    public static SortedCounts of(LongCounts table) {
        long[] values = table.sortedValues();
        long[] counts = new long[values.length];
        long total = 0;
        for (int i = 0; i < values.length; i++) {
            counts[i] = table.count(values[i]);
            total += counts[i];
        }
        return new SortedCounts(values, counts, total);
    }

    public static SortedCounts read(StateInput input) {
        int distinct = input.getInt();
        long[] values = input.getAscending(distinct);
        long[] counts = input.getLongs(distinct);
        return new SortedCounts(values, counts, Arrays.stream(counts).sum());
    }

    public long total() {
        return total;
    }

    public void write(StateOutput output) {
        output.putInt(values.length);
        output.putAscending(values, values.length);
        output.putLongs(counts, counts.length);
    }

    public LongCounts toCounts() {
        LongCounts table = new LongCounts();
        table.reserve(values.length);
        for (int i = 0; i < values.length; i++) {
            table.add(values[i], counts[i]);
        }
        return table;
    }

    /** The value with {@code rank} (from 0, less than the total) values before it. */
    public long valueAt(long rank) {
        return values[indexAt(rank)];
    }

    /** How often that value occurs. */
    public long countAt(long rank) {
        return counts[indexAt(rank)];
    }

    private int indexAt(long rank) {
        long before = 0;
        int i = 0;
        while (before + counts[i] <= rank) {
            before += counts[i++];
        }
        return i;
    }
}
