package dev.starbeam.staging;

import java.io.Serializable;

/** Positions of rows in one shard. */
final class Positions implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] values;

    Positions(int[] values) {
        this.values = values;
    }

    int[] values() {
        return values;
    }
}
