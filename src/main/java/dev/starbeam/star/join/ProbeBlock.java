package dev.starbeam.star.join;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The key hashes of one shard's rows that fall into one partition, each with its number among the living rows. */
final class ProbeBlock {
    static final int BYTES_PER_ROW = 20;

    private final String shard;
    private long[] high = new long[256];
    private long[] low = new long[256];
    private int[] rows = new int[256];
    private int size;

    ProbeBlock(String shard) {
        this.shard = shard;
    }

    /** The block whose rows {@link #copyTo} wrote. */
    static ProbeBlock of(String shard, int size, ByteBuffer values) {
        ProbeBlock block = new ProbeBlock(shard);
        block.resize(size);
        values.asLongBuffer().get(block.high).get(block.low);
        values.position(16 * size).asIntBuffer().get(block.rows);
        block.size = size;
        return block;
    }

    /** All high halves, all low ones, then all row numbers. */
    void copyTo(ByteBuffer values) {
        values.asLongBuffer().put(high, 0, size).put(low, 0, size);
        values.position(16 * size).asIntBuffer().put(rows, 0, size);
    }

    void add(long highHash, long lowHash, int row) {
        if (size == rows.length) {
            resize(Math.max(16, size * 2));
        }
        high[size] = highHash;
        low[size] = lowHash;
        rows[size] = row;
        size++;
    }

    /** Gives back the room that was not needed. */
    ProbeBlock trimmed() {
        resize(size);
        return this;
    }

    String shard() {
        return shard;
    }

    int size() {
        return size;
    }

    long high(int i) {
        return high[i];
    }

    long low(int i) {
        return low[i];
    }

    int row(int i) {
        return rows[i];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProbeBlock that
                && size == that.size
                && shard.equals(that.shard)
                && Arrays.equals(rows, 0, size, that.rows, 0, size)
                && Arrays.equals(high, 0, size, that.high, 0, size)
                && Arrays.equals(low, 0, size, that.low, 0, size);
    }

    @Override
    public int hashCode() {
        return shard.hashCode() * 31 + size;
    }

    private void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        rows = Arrays.copyOf(rows, capacity);
    }
}
