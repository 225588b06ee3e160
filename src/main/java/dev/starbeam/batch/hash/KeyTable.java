package dev.starbeam.batch.hash;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.function.IntPredicate;

/**
 * Numbers keys 0, 1, 2 … in the order they are added. A key is two words: a 128-bit hash, a value and 0, or whatever
 * else tells keys apart. Open addressing over 4-byte slots, at most half of them taken; grows as keys are added. For one
 * thread.
 */
public final class KeyTable {
    /** The number of a key that isn't there. */
    public static final int ABSENT = -1;

    private static final int FREE = 0;
    private static final int FEWEST_SLOTS = 1 << 6;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long SPREAD_AGAIN = 0xD1B54A32D192ED03L;
    private static final long SIGN = 1L << 31;

    private int[] slots = new int[FEWEST_SLOTS];
    private int shift = Integer.SIZE - Integer.numberOfTrailingZeros(FEWEST_SLOTS);
    private long[] words = new long[FEWEST_SLOTS];
    private int size;

    public int size() {
        return size;
    }

    public long firstWord(int key) {
        return words[2 * key];
    }

    public long secondWord(int key) {
        return words[2 * key + 1];
    }

    /** The key's number, or {@link #ABSENT}. */
    public int find(long first, long second) {
        int mask = slots.length - 1;
        int slot = slot(first, second);
        int next = slots[slot];
        while (next != FREE && (words[2 * next - 2] != first || words[2 * next - 1] != second)) {
            slot = slot + 1 & mask;
            next = slots[slot];
        }
        return next - 1;
    }

    /** The number of the key of these words that {@code same} accepts, or {@link #ABSENT}. */
    public int find(long first, long second, IntPredicate same) {
        int mask = slots.length - 1;
        int slot = slot(first, second);
        for (int next = slots[slot]; next != FREE; next = slots[slot]) {
            if (words[2 * next - 2] == first && words[2 * next - 1] == second && same.test(next - 1)) {
                return next - 1;
            }
            slot = slot + 1 & mask;
        }
        return ABSENT;
    }

    /** The key's number, a new one if it is new. */
    public int number(long first, long second) {
        int mask = slots.length - 1;
        int slot = slot(first, second);
        for (int next = slots[slot]; next != FREE; next = slots[slot]) {
            if (words[2 * next - 2] == first && words[2 * next - 1] == second) {
                return next - 1;
            }
            slot = slot + 1 & mask;
        }
        return add(slot, first, second);
    }

    /** Adds a key, even where there is one of these words. @return its number */
    public int add(long first, long second) {
        int mask = slots.length - 1;
        int slot = slot(first, second);
        while (slots[slot] != FREE) {
            slot = slot + 1 & mask;
        }
        return add(slot, first, second);
    }

    /** Makes room first, so that the table does not grow step by step. */
    public void reserve(int keys) {
        if (words.length < 2L * keys) {
            words = Arrays.copyOf(words, Math.multiplyExact(keys, 2));
        }
        long length = slots.length;
        while (keys > length >> 1) {
            length *= 2;
        }
        if (length > slots.length) {
            rehash(Math.toIntExact(length));
        }
    }

    /**
     * All keys' numbers in an order that depends on the keys alone.
     *
     * @param compareEqual compares keys, by number, whose words are equal
     */
    public int[] canonicalOrder(IntBinaryOperator compareEqual) {
        long[] byHash = new long[size];
        for (int key = 0; key < size; key++) {
            byHash[key] = hash(firstWord(key), secondWord(key)) & 0xFFFF_FFFF_0000_0000L | key;
        }
        Arrays.sort(byHash);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int key = (int) byHash[i];
            int at = i;
            while (at > 0
                    && byHash[at - 1] >>> 32 == byHash[i] >>> 32
                    && compare(order[at - 1], key, compareEqual) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = key;
        }
        return order;
    }

    /**
     * In which of {@code ranges} equal ranges of hashes the key is, from 0. In {@link #canonicalOrder} the keys of a range
     * stand together, and ranges follow each other.
     */
    public int range(int key, int ranges) {
        return (int) ((hash(firstWord(key), secondWord(key)) >>> 32 ^ SIGN) * ranges >>> 32);
    }

    private int compare(int a, int b, IntBinaryOperator compareEqual) {
        int first = Long.compare(firstWord(a), firstWord(b));
        int second = first != 0 ? first : Long.compare(secondWord(a), secondWord(b));
        return second != 0 ? second : compareEqual.applyAsInt(a, b);
    }

    private int add(int slot, long first, long second) {
        int key = size++;
        if (words.length < 2 * size) {
            words = Arrays.copyOf(words, Math.multiplyExact(words.length, 2));
        }
        words[2 * key] = first;
        words[2 * key + 1] = second;
        slots[slot] = key + 1;
        if (size > slots.length >> 1) {
            rehash(Math.multiplyExact(slots.length, 2));
        }
        return key;
    }

    private void rehash(int length) {
        slots = new int[length];
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(length);
        for (int key = 0; key < size; key++) {
            int slot = slot(words[2 * key], words[2 * key + 1]);
            while (slots[slot] != FREE) {
                slot = slot + 1 & length - 1;
            }
            slots[slot] = key + 1;
        }
    }

    /** By the lower half of the hash, as the upper half of all keys may be near each other. */
    private int slot(long first, long second) {
        return (int) hash(first, second) >>> shift;
    }

    private static long hash(long first, long second) {
        long mixed = (first ^ Long.rotateLeft(second, 29)) * SPREAD;
        return (mixed ^ mixed >>> 32) * SPREAD_AGAIN;
    }
}
