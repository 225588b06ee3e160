package dev.starbeam.batch.hash;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** Open addressing from 128-bit hashes to row numbers counted from 0; grows as rows are added. For one thread. */
public final class HashIndex {
    /** No row has the hash. */
    public static final int ABSENT = -1;

    private static final int FREE = 0;

    private long[] high;
    private long[] low;
    private int[] slots;
    private int size;

    public HashIndex(int expected) {
        int capacity = Math.max(8, expected);
        this.high = new long[capacity];
        this.low = new long[capacity];
        this.slots = new int[Integer.highestOneBit(capacity) << 2];
    }

    public int size() {
        return size;
    }

    /** The row of that hash which {@code same} accepts. */
    public int find(long highHash, long lowHash, IntPredicate same) {
        int mask = slots.length - 1;
        for (int slot = (int) lowHash & mask; slots[slot] != FREE; slot = slot + 1 & mask) {
            int row = slots[slot] - 1;
            if (low[row] == lowHash && high[row] == highHash && same.test(row)) {
                return row;
            }
        }
        return ABSENT;
    }

    /** The row of that hash. */
    public int find(long highHash, long lowHash) {
        int mask = slots.length - 1;
        for (int slot = (int) lowHash & mask; slots[slot] != FREE; slot = slot + 1 & mask) {
            int row = slots[slot] - 1;
            if (low[row] == lowHash && high[row] == highHash) {
                return row;
            }
        }
        return ABSENT;
    }

    /** Adds the next row. @return its number */
    public int add(long highHash, long lowHash) {
        if (size == high.length) {
            grow();
        }
        high[size] = highHash;
        low[size] = lowHash;
        place(size);
        return size++;
    }

    private void place(int row) {
        int mask = slots.length - 1;
        int slot = (int) low[row] & mask;
        while (slots[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        slots[slot] = row + 1;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        slots = new int[Integer.highestOneBit(capacity) << 2];
        for (int row = 0; row < size; row++) {
            place(row);
        }
    }
}
