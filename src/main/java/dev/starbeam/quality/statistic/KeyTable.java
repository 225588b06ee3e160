package dev.starbeam.quality.statistic;

import java.util.Arrays;

/**
 * Numbers distinct keys 0, 1, 2 … in the order they come. A key is two words: a value and 0, or a text packed by
 * {@link TextKey}. Texts longer than 15 bytes keep their bytes in one shared array, so no key is an object. Open
 * addressing over 4-byte slots: ten thousand keys take 128 kB of slots, which stay in cache.
 */
final class KeyTable {
    static final int ABSENT = -1;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long SPREAD_AGAIN = 0xD1B54A32D192ED03L;

    private int[] slots = new int[1 << 6];
    private int shift = 64 - 6;
    private long[] words = new long[2 << 5];
    private int size;
    private byte[] longTexts = new byte[0];
    private int longTextBytes;
    private int[] longTextStarts = new int[0];

    int size() {
        return size;
    }

    long firstWord(int id) {
        return words[2 * id];
    }

    long secondWord(int id) {
        return words[2 * id + 1];
    }

    /** The key's number, a new one if it is new. Not for long texts. */
    int idOf(long first, long second) {
        int mask = slots.length - 1;
        int at = (int) (hash(first, second) >>> shift);
        int id = slots[at];
        while (id != 0) {
            if (words[2 * id - 2] == first && words[2 * id - 1] == second) {
                return id - 1;
            }
            at = at + 1 & mask;
            id = slots[at];
        }
        return insert(at, first, second);
    }

    /** The key's number, or {@link #ABSENT}. Not for long texts. */
    int find(long first, long second) {
        int mask = slots.length - 1;
        int at = (int) (hash(first, second) >>> shift);
        int id = slots[at];
        while (id != 0 && (words[2 * id - 2] != first || words[2 * id - 1] != second)) {
            at = at + 1 & mask;
            id = slots[at];
        }
        return id - 1;
    }

    /** The number of a text longer than 15 bytes, a new one if it is new. */
    int idOfLongText(byte[] bytes, int start, int end) {
        long first = TextKey.hashLong(bytes, start, end);
        long second = TextKey.secondOfLong(end - start);
        int at = slotOfLongText(first, second, bytes, start);
        return slots[at] != 0 ? slots[at] - 1 : insertLongText(at, first, second, bytes, start);
    }

    /** The number of a text longer than 15 bytes, or {@link #ABSENT}. */
    int findLongText(byte[] bytes, int start, int end) {
        long first = TextKey.hashLong(bytes, start, end);
        return slots[slotOfLongText(first, TextKey.secondOfLong(end - start), bytes, start)] - 1;
    }

    boolean isLongText(int id) {
        return TextKey.isLong(secondWord(id));
    }

    /** A copy of a long text's bytes. */
    byte[] longText(int id) {
        int start = longTextStarts[id];
        return Arrays.copyOfRange(longTexts, start, start + TextKey.length(secondWord(id)));
    }

    /** Makes room first, so that keys that come in the order of their hashes do not pile up in a small table. */
    void reserve(int keys) {
        int length = slots.length;
        while (keys > length >> 1) {
            length *= 2;
        }
        if (length > slots.length) {
            rehash(length);
        }
    }

    /** All keys' numbers in an order that depends on the keys alone. */
    int[] canonicalOrder() {
        long[] byHash = new long[size];
        for (int id = 0; id < size; id++) {
            byHash[id] = hash(firstWord(id), secondWord(id)) & 0xFFFF_FFFF_0000_0000L | id;
        }
        Arrays.sort(byHash);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int id = (int) byHash[i];
            int at = i;
            while (at > 0 && byHash[at - 1] >>> 32 == byHash[i] >>> 32 && compare(order[at - 1], id) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = id;
        }
        return order;
    }

    private int compare(int a, int b) {
        int first = Long.compare(firstWord(a), firstWord(b));
        int second = first != 0 ? first : Long.compare(secondWord(a), secondWord(b));
        return second != 0 || !isLongText(a) ? second : Arrays.compare(longText(a), longText(b));
    }

    private static long hash(long first, long second) {
        long mixed = (first ^ Long.rotateLeft(second, 29)) * SPREAD;
        return (mixed ^ mixed >>> 32) * SPREAD_AGAIN;
    }

    private int slotOfLongText(long first, long second, byte[] bytes, int start) {
        int at = (int) (hash(first, second) >>> shift);
        while (slots[at] != 0 && !isLongText(slots[at] - 1, first, second, bytes, start)) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    private boolean isLongText(int id, long first, long second, byte[] bytes, int start) {
        if (firstWord(id) != first || secondWord(id) != second) {
            return false;
        }
        int length = TextKey.length(second);
        int kept = longTextStarts[id];
        return Arrays.equals(longTexts, kept, kept + length, bytes, start, start + length);
    }

    private int insertLongText(int at, long first, long second, byte[] bytes, int start) {
        int length = TextKey.length(second);
        int id = insert(at, first, second);
        if (longTexts.length - longTextBytes < length) {
            longTexts = Arrays.copyOf(longTexts, Math.addExact(longTextBytes, Math.max(length, longTextBytes)));
        }
        if (longTextStarts.length <= id) {
            longTextStarts = Arrays.copyOf(longTextStarts, words.length / 2);
        }
        System.arraycopy(bytes, start, longTexts, longTextBytes, length);
        longTextStarts[id] = longTextBytes;
        longTextBytes += length;
        return id;
    }

    private int insert(int at, long first, long second) {
        int id = size++;
        if (words.length < 2 * size) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        words[2 * id] = first;
        words[2 * id + 1] = second;
        slots[at] = id + 1;
        if (size > slots.length >> 1) {
            rehash(slots.length * 2);
        }
        return id;
    }

    private void rehash(int length) {
        slots = new int[length];
        shift = 64 - Integer.numberOfTrailingZeros(length);
        for (int id = 0; id < size; id++) {
            int at = (int) (hash(firstWord(id), secondWord(id)) >>> shift);
            while (slots[at] != 0) {
                at = at + 1 & length - 1;
            }
            slots[at] = id + 1;
        }
    }
}
