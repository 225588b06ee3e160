package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.TextColumn;
import java.util.Arrays;

/** The distinct texts of a column chunk, numbered as they came: an open-addressing table over one array of bytes. */
final class TextDictionary {
    /** More distinct texts than this are not worth a dictionary. */
    static final int CAPACITY = 1 << 12;

    private static final int MAX_BYTES = 1 << 20;
    private static final int MASK = (CAPACITY << 2) - 1;

    private final int[] slots = new int[MASK + 1];
    private final int[] hashes = new int[CAPACITY];
    private final int[] ends = new int[CAPACITY + 1];
    private byte[] bytes = new byte[1 << 12];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        Arrays.fill(slots, 0);
    }

    /**
     * The numbers of the column's values that are not NULL, into {@code numbers}.
     *
     * @return how many there are, or -1 when the dictionary is full; what was added before stays
     */
    int number(TextColumn column, int[] numbers) {
        int count = 0;
        int lastStart = -1;
        int lastEnd = -1;
        int last = 0;
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                continue;
            }
            int start = column.start(row);
            int end = column.end(row);
            if (start != lastStart || end != lastEnd) {
                last = numberOf(column.bytes(), start, end);
                if (last < 0) {
                    return -1;
                }
                lastStart = start;
                lastEnd = end;
            }
            numbers[count++] = last;
        }
        return count;
    }

    void putPlain(PageBuffer out) {
        out.reserve(ends[size] + 4L * size + 16);
        for (int i = 0; i < size; i++) {
            out.putTextReserved(bytes, ends[i], ends[i + 1] - ends[i]);
        }
    }

    private int numberOf(byte[] source, int start, int end) {
        int hash = hash(source, start, end);
        int slot = hash & MASK;
        while (slots[slot] != 0) {
            int entry = slots[slot] - 1;
            if (hashes[entry] == hash && Arrays.equals(bytes, ends[entry], ends[entry + 1], source, start, end)) {
                return entry;
            }
            slot = slot + 1 & MASK;
        }
        return add(source, start, end, hash, slot);
    }

    private int add(byte[] source, int start, int end, int hash, int slot) {
        long grown = (long) ends[size] + end - start;
        if (size == CAPACITY || grown > MAX_BYTES) {
            return -1;
        }
        if (grown > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(grown, bytes.length * 2L));
        }
        System.arraycopy(source, start, bytes, ends[size], end - start);
        ends[size + 1] = (int) grown;
        hashes[size] = hash;
        slots[slot] = size + 1;
        return size++;
    }

    private static int hash(byte[] bytes, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + bytes[i];
        }
        hash *= 0x9e3779b1;
        return hash ^ hash >>> 15;
    }
}
