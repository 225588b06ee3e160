package dev.starbeam.staging;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Positions that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
