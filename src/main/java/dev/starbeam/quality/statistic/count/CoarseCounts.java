package dev.starbeam.quality.statistic.count;

import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.math.BigDecimal;

/**
 * Counts of values that are near each other, once there are too many to count each: values are told apart by their first
 * bits as doubles only, and by as many as keep at most so many apart. How many bits that is depends on the values alone:
 * fewer values never need a coarser step, and steps only ever grow. So any cut of the rows, merged in any order, gives the
 * same counts, which a sketch that draws lots does not.
 *
 * <p>A count's value is known to within one step: a double's share of 2<sup>step − 52</sup>, often a millionth.
 */
public final class CoarseCounts {
    private static final int MOST_STEP = 63;

    private final boolean ofDoubles;
    private final int limit;
    private int step;
    private LongCounts counts;

    private CoarseCounts(boolean ofDoubles, int limit, int step, LongCounts counts) {
        this.ofDoubles = ofDoubles;
        this.limit = limit;
        this.step = step;
        this.counts = counts;
    }

    /**
     * Without a value yet.
     *
     * @param ofDoubles whether values are doubles, as {@link SortableDouble}; else they are numbers
     * @param limit how many are told apart
     */
    public static CoarseCounts empty(boolean ofDoubles, int limit) {
        return new CoarseCounts(ofDoubles, limit, 1, new LongCounts());
    }

    public static CoarseCounts read(StateInput input, boolean ofDoubles, int limit) {
        int step = input.getByte();
        return new CoarseCounts(ofDoubles, limit, step, SortedCounts.read(input).toCounts());
    }

    public void write(StateOutput output) {
        output.putByte(step);
        SortedCounts.of(counts).write(output);
    }

    /** Adds values counted exactly. */
    public void add(LongCounts exact) {
        exact.forEach((value, count) -> counts.add(sortable(value) >> step, count));
        settle();
    }

    public void merge(CoarseCounts other) {
        coarsen(other.step);
        int finer = step - other.step;
        other.counts.forEach((value, count) -> counts.add(value >> finer, count));
        settle();
    }

    private long sortable(long value) {
        return ofDoubles ? value : SortableDouble.toLong((double) value);
    }

    /** Drops bits until there are few enough, and no more. */
    private void settle() {
        if (counts.distinct() > limit) {
            coarsen(step + leastShift(counts.sortedValues(), limit));
        }
    }

    /** The fewest bits to drop of ascending values so that at most so many stay apart. */
    public static int leastShift(long[] ascending, int limit) {
        int[] apartAbove = new int[Long.SIZE + 1];
        for (int i = 1; i < ascending.length; i++) {
            apartAbove[Long.SIZE - Long.numberOfLeadingZeros(ascending[i] ^ ascending[i - 1])]++;
        }
        int apart = 1;
        int bits = Long.SIZE;
        while (bits > 0 && apart + apartAbove[bits] <= limit) {
            apart += apartAbove[bits--];
        }
        return bits;
    }

    private void coarsen(int to) {
        int drop = Math.min(to, MOST_STEP) - step;
        if (drop > 0) {
            LongCounts finer = counts;
            counts = new LongCounts();
            finer.forEach((value, count) -> counts.add(value >> drop, count));
            step += drop;
        }
    }

    /** The counts, ascending, under the numbers that {@link #value} knows. */
    public SortedCounts sorted() {
        return SortedCounts.of(counts);
    }

    /** The middle of the values that share a number. */
    public BigDecimal value(long number, int scale) {
        long middle = (number << step) + (1L << step - 1);
        double value = SortableDouble.toDouble(Math.min(middle, SortableDouble.toLong(Double.MAX_VALUE)));
        return ofDoubles ? new BigDecimal(value) : BigDecimal.valueOf(Math.round(value), scale);
    }
}
