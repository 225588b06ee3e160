package dev.starbeam.star.fact;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The surrogate keys that one shard's rows refer to in one partition, each with its row's number among the living. */
final class ReferenceBlock {
    static final int BYTES_PER_ROW = 12;

    private final String shard;
    private long[] keys = new long[256];
    private int[] rows = new int[256];
    private int size;

    ReferenceBlock(String shard) {
        this.shard = shard;
    }

    /** The block whose rows {@link #copyTo} wrote. */
    static ReferenceBlock of(String shard, int size, ByteBuffer values) {
        ReferenceBlock block = new ReferenceBlock(shard);
        block.resize(size);
        values.asLongBuffer().get(block.keys);
        values.position(8 * size).asIntBuffer().get(block.rows);
        block.size = size;
        return block;
    }

    /** All keys, then all row numbers. */
    void copyTo(ByteBuffer values) {
        values.asLongBuffer().put(keys, 0, size);
        values.position(8 * size).asIntBuffer().put(rows, 0, size);
    }

    void add(long key, int row) {
        if (size == rows.length) {
            resize(Math.max(16, size * 2));
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
