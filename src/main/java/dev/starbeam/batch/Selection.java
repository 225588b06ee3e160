package dev.starbeam.batch;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Ascending positions of the rows that a filter keeps. Narrowing a selection copies no column. */
public final class Selection {
    private final int[] positions;
    private final int size;

    private Selection(int[] positions, int size) {
        this.positions = positions;
        this.size = size;
    }

    /** Every row of a batch of {@code rows}. */
    public static Selection all(int rows) {
        int[] positions = new int[rows];
        for (int i = 0; i < rows; i++) {
            positions[i] = i;
        }
        return new Selection(positions, rows);
    }

    /** Takes over the first {@code size} of {@code positions}, which must ascend. */
    public static Selection of(int[] positions, int size) {
        return new Selection(positions, size);
    }

    public int size() {
        return size;
    }

    public int position(int index) {
        return positions[index];
    }

    /** The positions for which {@code keep} answers true. */
    public Selection where(IntPredicate keep) {
        int[] kept = new int[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (keep.test(positions[i])) {
                kept[count++] = positions[i];
            }
        }
        return new Selection(kept, count);
    }

    /** A copy of the positions. */
    public int[] toArray() {
        return Arrays.copyOf(positions, size);
    }

    @Override
    public String toString() {
        return Arrays.toString(toArray());
    }
}
