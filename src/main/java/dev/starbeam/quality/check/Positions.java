package dev.starbeam.quality.check;

import dev.starbeam.batch.Selection;
import java.util.Arrays;

/** Ascending positions of flagged rows; takes no memory until there is one. */
public final class Positions {
    private static final int[] NONE = new int[0];

    private int[] positions = NONE;
    private int size;

    public void add(int position) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(8, 2 * size));
        }
        positions[size++] = position;
    }

    int size() {
        return size;
    }

    public Selection toSelection() {
        return Selection.of(positions, size);
    }
}
