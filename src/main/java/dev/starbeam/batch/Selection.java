package dev.starbeam.batch;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ascending positions of the rows that a filter keeps. Narrowing a selection copies no column, and the selection of
 * every row holds no positions.
 */
public final class Selection {
    private static final int LONG_RUN = 16;

    private final int @Nullable [] positions;
    private final int size;

    private Selection(int @Nullable [] positions, int size) {
        this.positions = positions;
        this.size = size;
    }

    /** Every row of a batch of {@code rows}; costs no memory. */
    public static Selection all(int rows) {
        return new Selection(null, rows);
    }

    /** Takes over the first {@code size} of {@code positions}, which must ascend. */
    public static Selection of(int[] positions, int size) {
        return new Selection(positions, size);
    }

    public int size() {
        return size;
    }

    public int position(int index) {
        return positions == null ? index : positions[index];
    }

    /** The positions for which {@code keep} answers true. */
    public Selection where(IntPredicate keep) {
        int[] kept = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            int position = position(i);
            if (keep.test(position)) {
                kept[count++] = position;
            }
        }
        return count == size ? this : new Selection(kept, count);
    }

    /** Copies the selected elements of one array to the beginning of another of its kind. */
    @SuppressWarnings("SuspiciousSystemArraycopy")
    void copy(Object from, Object to) {
        for (int i = 0; i < size; ) {
            int run = run(i);
            System.arraycopy(from, position(i), to, i, run);
            i += run;
        }
    }

    /** Whether what is left out is little, so that whole runs can be copied. */
    boolean hasLongRuns() {
        return size > 0 && position(size - 1) - position(0) < size + size / LONG_RUN;
    }

    /** How many positions from an index on follow one another. Since all ascend, only the ends of a stretch count. */
    private int run(int start) {
        if (positions == null) {
            return size - start;
        }
        int offset = positions[start] - start;
        int end = start + 1;
        while (end + LONG_RUN <= size && positions[end + LONG_RUN - 1] - (end + LONG_RUN - 1) == offset) {
            end += LONG_RUN;
        }
        while (end < size && positions[end] - end == offset) {
            end++;
        }
        return end - start;
    }

    /** A copy of the positions. */
    public int[] toArray() {
        int[] copy = new int[size];
        for (int i = 0; i < size; i++) {
            copy[i] = position(i);
        }
        return copy;
    }

    @Override
    public String toString() {
        return Arrays.toString(toArray());
    }
}
