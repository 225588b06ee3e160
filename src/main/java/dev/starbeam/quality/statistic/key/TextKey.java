package dev.starbeam.quality.statistic.key;

import dev.starbeam.quality.statistic.form.StateOutput;

/**
 * A text as two words, so that keys compare without touching bytes. Up to 15 bytes the words hold the text itself:
 * the first 8 bytes little-endian in the first word, the others in the second, whose top byte is the length. A longer
 * text has its hash and, in the second word, the sign bit and its length.
 */
final class TextKey {
    static final int PACKED = 15;

    private static final long LONG = 1L << 63;
    private static final long STEP = 0x9FB21C651E98DF25L;

    private TextKey() {}

    static long first(byte[] bytes, int start, int end) {
        return end - start >= 8 ? (long) StateOutput.LONGS.get(bytes, start) : word(bytes, start, end);
    }

    static long second(byte[] bytes, int start, int end) {
        int length = end - start;
        return (length > 8 ? word(bytes, start + 8, end) : 0) | (long) length << 56;
    }

    static long hashLong(byte[] bytes, int start, int end) {
        long hash = (long) end - start;
        int at = start;
        for (; at + 8 <= end; at += 8) {
            hash = (hash ^ (long) StateOutput.LONGS.get(bytes, at)) * STEP;
            hash ^= hash >>> 29;
        }
        return (hash ^ word(bytes, at, end)) * STEP;
    }

    static long secondOfLong(int length) {
        return LONG | length;
    }

    static boolean isLong(long second) {
        return second < 0;
    }

    static int length(long second) {
        return second < 0 ? (int) second : (int) (second >>> 56);
    }

    /** Fewer than 8 bytes as a word, in one load where the array goes on far enough. */
    private static long word(byte[] bytes, int start, int end) {
        int length = end - start;
        if (start + 8 <= bytes.length) {
            return (long) StateOutput.LONGS.get(bytes, start) & (1L << 8 * length) - 1;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            word |= (bytes[start + i] & 0xFFL) << 8 * i;
        }
        return word;
    }
}
