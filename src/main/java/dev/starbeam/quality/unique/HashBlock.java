package dev.starbeam.quality.unique;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Key hashes of rows that one check judges, in no order. Immutable once it left its maker. */
public final class HashBlock {
    static final int BYTES_PER_ROW = 16;

    private final String checkId;
    private long[] high;
    private long[] low;
    private int size;

    HashBlock(String checkId, int capacity) {
        this.checkId = checkId;
        this.high = new long[capacity];
        this.low = new long[capacity];
    }

    /** The block whose hashes {@link #copyTo} wrote. */
    static HashBlock of(String checkId, int size, ByteBuffer hashes) {
        HashBlock block = new HashBlock(checkId, size);
        hashes.asLongBuffer().get(block.high).get(block.low);
        block.size = size;
        return block;
    }

    /** All high halves, then all low ones. */
    void copyTo(ByteBuffer hashes) {
        hashes.asLongBuffer().put(high, 0, size).put(low, 0, size);
    }

    void add(long highHash, long lowHash) {
        if (size == high.length) {
            high = Arrays.copyOf(high, Math.max(16, size * 2));
            low = Arrays.copyOf(low, high.length);
        }
        high[size] = highHash;
        low[size++] = lowHash;
    }

    /** Gives back the room that was not needed. */
    HashBlock trimmed() {
        high = Arrays.copyOf(high, size);
        low = Arrays.copyOf(low, size);
        return this;
    }

    /** The check whose keys these are. */
    public String checkId() {
        return checkId;
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashBlock block
                && checkId.equals(block.checkId)
                && Arrays.equals(high, 0, size, block.high, 0, block.size)
                && Arrays.equals(low, 0, size, block.low, 0, block.size);
    }

    @Override
    public int hashCode() {
        return 31 * checkId.hashCode() + size;
    }
}
