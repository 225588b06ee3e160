package dev.starbeam.batch;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Ascending positions of the rows that a filter keeps. Narrowing a selection copies no column, and the selection of
 * every row holds no positions.
 */
public final class Selection {
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
