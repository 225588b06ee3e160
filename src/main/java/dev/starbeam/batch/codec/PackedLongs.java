package dev.starbeam.batch.codec;

import dev.starbeam.batch.Validity;
import java.util.Arrays;

/**
 * Long arrays as differences to their minimum in 0, 1, 2, 4 or 8 bytes each, whichever is the narrowest that holds
 * them: offsets, dates and codes shrink to a fraction, and a constant to nothing.
 *
 * <p>Layout: minimum (8 bytes), width (1 byte), count × width bytes.
 */
final class PackedLongs {
    private PackedLongs() {}

    /** Encodes the values; NULL rows are written as the minimum, so that equal columns give equal bytes. */
    static void encode(long[] values, int count, Validity validity, ByteSink sink) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            if (validity.isValid(i)) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
        }
        if (min > max) {
            min = 0;
            max = 0;
        }
        int width = width(max - min);
        sink.putLong(min);
        sink.put(width);
        if (width > 0) {
            int at = sink.reserve(count * width);
            write(nullsAs(min, values, count, validity), count, min, width, sink.array(), at);
        }
    }

    /** Decodes {@code count} values from {@code bytes} at {@code at}. */
    static long[] decode(byte[] bytes, int at, int count) {
        long[] values = new long[count];
        long min = (long) ByteSink.LONGS.get(bytes, at);
        int from = at + 9;
        switch (bytes[at + 8]) {
            case 0 -> Arrays.fill(values, min);
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = min + (bytes[from + i] & 0xFF);
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = min + ((short) ByteSink.SHORTS.get(bytes, from + 2 * i) & 0xFFFF);
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = min + ((int) ByteSink.INTS.get(bytes, from + 4 * i) & 0xFFFFFFFFL);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = min + (long) ByteSink.LONGS.get(bytes, from + 8 * i);
                }
            }
        }
        return values;
    }

    /** The encoded size of what stands at {@code at}. */
    static int encodedSize(byte[] bytes, int at, int count) {
        return 9 + bytes[at + 8] * count;
    }

    private static int width(long range) {
        if (range < 0 || range >= 1L << 32) {
            return 8;
        }
        return range == 0 ? 0 : range < 1 << 8 ? 1 : range < 1 << 16 ? 2 : 4;
    }

    private static long[] nullsAs(long replacement, long[] values, int count, Validity validity) {
        if (!validity.hasNulls()) {
            return values;
        }
        long[] replaced = new long[count];
        for (int i = 0; i < count; i++) {
            replaced[i] = validity.isValid(i) ? values[i] : replacement;
        }
        return replaced;
    }

    private static void write(long[] values, int count, long min, int width, byte[] bytes, int at) {
        switch (width) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    bytes[at + i] = (byte) (values[i] - min);
                }
            }
            case 2 -> {
                for (int i = 0; i < count; i++) {
                    ByteSink.SHORTS.set(bytes, at + 2 * i, (short) (values[i] - min));
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    ByteSink.INTS.set(bytes, at + 4 * i, (int) (values[i] - min));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    ByteSink.LONGS.set(bytes, at + 8 * i, values[i] - min);
                }
            }
        }
    }
}
