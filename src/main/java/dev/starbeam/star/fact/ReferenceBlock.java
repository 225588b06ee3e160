package dev.starbeam.star.fact;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The surrogate keys that one shard's rows refer to in one partition, each with its row's number among the living. */
final class ReferenceBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String shard;
    private long[] keys = new long[256];
    private int[] rows = new int[256];
    private int size;

    ReferenceBlock(String shard) {
        this.shard = shard;
    }

    void add(long key, int row) {
        if (size == rows.length) {
            resize(size * 2);
        }
        keys[size] = key;
        rows[size] = row;
        size++;
    }

    /** Gives back the room that was not needed. */
    ReferenceBlock trimmed() {
        resize(size);
        return this;
    }

    String shard() {
        return shard;
    }

    int size() {
        return size;
    }

    /** The keys, after {@link #trimmed}. */
    long[] keys() {
        return keys;
    }

    int row(int i) {
        return rows[i];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReferenceBlock that
                && size == that.size
                && shard.equals(that.shard)
                && Arrays.equals(rows, 0, size, that.rows, 0, size)
                && Arrays.equals(keys, 0, size, that.keys, 0, size);
    }

    @Override
    public int hashCode() {
        return shard.hashCode() * 31 + size;
    }

    private void resize(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        rows = Arrays.copyOf(rows, capacity);
    }
}
