package dev.starbeam.quality.unique;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Key hashes of rows that one check judges, in no order. Immutable once it left its maker. */
public final class HashBlock implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String checkId;
    private long[] high;
    private long[] low;
    private int size;

    HashBlock(String checkId, int capacity) {
        this.checkId = checkId;
        this.high = new long[capacity];
        this.low = new long[capacity];
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
