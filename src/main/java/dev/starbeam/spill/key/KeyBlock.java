package dev.starbeam.spill.key;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Keys of rows, as one to three longs each (a hash, and a rank where rows are ranked), with the row's number in its
 * shard: by shard and number the row itself is found again.
 */
public final class KeyBlock {
    private static final int FIRST_CAPACITY = 64;

    private final long[][] words;
    private int[] rows;
    private int size;

    /**
     * An empty block.
     *
     * @param width longs a row
     */
    public KeyBlock(int width) {
        this(width, 0);
    }

    private KeyBlock(int width, int capacity) {
        this.words = new long[width][capacity];
        this.rows = new int[capacity];
    }

    /** The block that {@link #toBytes} wrote, its arrays exactly as long as it has rows. */
    public static KeyBlock of(int width, int size, ByteBuffer bytes) {
        KeyBlock block = new KeyBlock(width, size);
        LongBuffer longs = bytes.asLongBuffer();
        for (long[] word : block.words) {
            longs.get(word);
        }
        bytes.position(bytes.position() + width * Long.BYTES * size);
        bytes.asIntBuffer().get(block.rows);
        block.size = size;
        return block;
    }

    /** All first longs, all second ones and so on, then all row numbers. */
    public ByteBuffer toBytes() {
        int longs = Math.multiplyExact(words.length * Long.BYTES, size);
        ByteBuffer bytes = ByteBuffer.allocate(Math.addExact(longs, Integer.BYTES * size));
        LongBuffer values = bytes.asLongBuffer();
        for (long[] word : words) {
            values.put(word, 0, size);
        }
        bytes.position(longs).asIntBuffer().put(rows, 0, size);
        return bytes.rewind();
    }

    /** Adds a row whose key is one long. */
    public void add(int row, long word) {
        int at = next(row);
        words[0][at] = word;
    }

    /** Adds a row whose key is two longs. */
    public void add(int row, long high, long low) {
        int at = next(row);
        words[0][at] = high;
        words[1][at] = low;
    }

    /** Adds a row whose key is two longs, with its rank. */
    public void add(int row, long high, long low, long rank) {
        int at = next(row);
        words[0][at] = high;
        words[1][at] = low;
        words[2][at] = rank;
    }

    /** Adds row {@code i} of a block of the same width. */
    public void add(KeyBlock other, int i) {
        int at = next(other.rows[i]);
        for (int word = 0; word < words.length; word++) {
            words[word][at] = other.words[word][i];
        }
    }

    /** Forgets the rows, keeps the room. */
    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    /** The {@code number}th long of row {@code i}. */
    public long word(int number, int i) {
        return words[number][i];
    }

    /** The {@code number}th long of each row: read only, and longer than {@link #size} while rows are added. */
    public long[] words(int number) {
        return words[number];
    }

    /** The number in its shard of row {@code i}. */
    public int row(int i) {
        return rows[i];
    }

    private int next(int row) {
        if (size == rows.length) {
            int capacity = Math.max(FIRST_CAPACITY, size * 2);
            rows = Arrays.copyOf(rows, capacity);
            for (int word = 0; word < words.length; word++) {
                words[word] = Arrays.copyOf(words[word], capacity);
            }
        }
        rows[size] = row;
        return size++;
    }
}
