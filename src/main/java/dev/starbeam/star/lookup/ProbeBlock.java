package dev.starbeam.star.lookup;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The key hashes of one shard's rows that fall into one partition, each with its number among the living rows. */
final class ProbeBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String shard;
    private long[] high = new long[256];
    private long[] low = new long[256];
    private int[] rows = new int[256];
    private int size;

    ProbeBlock(String shard) {
        this.shard = shard;
    }

    void add(long highHash, long lowHash, int row) {
        if (size == rows.length) {
            resize(size * 2);
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
