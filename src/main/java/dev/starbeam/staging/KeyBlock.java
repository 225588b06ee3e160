package dev.starbeam.staging;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/** The keys of one shard's rows that fall into one partition: hash, rank and position of each, in file order. */
final class KeyBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The order in which the shards were read. */
    static final Comparator<KeyBlock> READ_ORDER =
            Comparator.<KeyBlock, String>comparing(block -> block.file).thenComparingLong(block -> block.firstOffset);

    private final String shard;
    private final String file;
    private final long firstOffset;
    private long[] high = new long[1024];
    private long[] low = new long[1024];
    private long[] ranks = new long[1024];
    private int[] positions = new int[1024];
    private int size;

    KeyBlock(String shard, String file, long firstOffset) {
        this.shard = shard;
        this.file = file;
        this.firstOffset = firstOffset;
    }

    void add(long highHash, long lowHash, long rank, int position) {
        if (size == high.length) {
            resize(size * 2);
        }
        high[size] = highHash;
        low[size] = lowHash;
        ranks[size] = rank;
        positions[size] = position;
        size++;
    }

    /** Gives back the room that was not needed. */
    KeyBlock trimmed() {
        resize(size);
        return this;
    }

    String shard() {
        return shard;
    }

    int size() {
        return size;
    }

    long high(int row) {
        return high[row];
    }

    long low(int row) {
        return low[row];
    }

    long rank(int row) {
        return ranks[row];
    }

    int position(int row) {
        return positions[row];
    }

    private void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        ranks = Arrays.copyOf(ranks, capacity);
        positions = Arrays.copyOf(positions, capacity);
    }
}
