package dev.starbeam.staging;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Comparator;

/** The keys of one shard's rows that fall into one partition: hash, rank and position of each, in file order. */
final class KeyBlock {
    /** Two halves of the hash, the rank and the position. */
    static final int BYTES_PER_ROW = 3 * Long.BYTES + Integer.BYTES;

    /** The order in which the shards were read. */
    static final Comparator<KeyBlock> READ_ORDER =
            Comparator.<KeyBlock, String>comparing(block -> block.file).thenComparingLong(block -> block.firstOffset);

    private final String shard;
    private final String file;
    private final long firstOffset;
    private long[] high;
    private long[] low;
    private long[] ranks;
    private int[] positions;
    private int size;

    KeyBlock(String shard, String file, long firstOffset) {
        this(shard, file, firstOffset, 1024);
    }

    private KeyBlock(String shard, String file, long firstOffset, int capacity) {
        this.shard = shard;
        this.file = file;
        this.firstOffset = firstOffset;
        this.high = new long[capacity];
        this.low = new long[capacity];
        this.ranks = new long[capacity];
        this.positions = new int[capacity];
    }

    /** The block whose rows {@link #copyTo} wrote. */
    static KeyBlock of(String shard, String file, long firstOffset, int size, ByteBuffer rows) {
        KeyBlock block = new KeyBlock(shard, file, firstOffset, size);
        LongBuffer longs = rows.asLongBuffer();
        longs.get(block.high).get(block.low).get(block.ranks);
        rows.position(3 * Long.BYTES * size);
        rows.asIntBuffer().get(block.positions);
        block.size = size;
        return block;
    }

    /** Writes the rows, array after array, into as many bytes as they take. */
    void copyTo(ByteBuffer rows) {
        LongBuffer longs = rows.asLongBuffer();
        longs.put(high, 0, size).put(low, 0, size).put(ranks, 0, size);
        rows.position(3 * Long.BYTES * size);
        rows.asIntBuffer().put(positions, 0, size);
    }

    void add(long highHash, long lowHash, long rank, int position) {
        if (size == high.length) {
            resize(Math.max(16, size * 2));
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

    String file() {
        return file;
    }

    long firstOffset() {
        return firstOffset;
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
