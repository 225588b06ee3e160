package dev.starbeam.quality.statistic.form;

import dev.starbeam.batch.ColumnType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a saved state: little-endian, arrays in bulk. An array of longs is written as its least value and each
 * value's distance from it in 0, 1, 2, 4 or 8 bytes, whichever holds the greatest distance.
 */
public final class StateOutput {
    public static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    public static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[256];
    private int size;

    public void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void putInt(int value) {
        ensure(4);
        INTS.set(bytes, size, value);
        size += 4;
    }

    public void putLong(long value) {
        ensure(8);
        LONGS.set(bytes, size, value);
        size += 8;
    }

    public void putBytes(byte[] source, int start, int length) {
        putInt(length);
        ensure(length);
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8, 0, utf8.length);
    }

    public void putType(ColumnType type) {
        putText(type.kind().name());
        putByte(type.precision());
        putByte(type.scale());
    }

    /** Writes the first {@code count} values; the count itself is the caller's to write. */
    public void putLongs(long[] values, int count) {
        long base = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            base = Math.min(base, values[i]);
            greatest = Math.max(greatest, values[i]);
        }
        int width = putRange(base, greatest);
        putDistances(values, count, base, width);
    }

    /**
     * Begins an array of longs that is written in pieces, by {@link #putDistances}.
     *
     * @param base the least value of all
     * @param greatest the greatest value of all, less than {@code base} where there is none
     * @return in how many bytes each value's distance is written
     */
    public int putRange(long base, long greatest) {
        int width = greatest < base ? 0 : widthOf(greatest - base);
        putLong(base);
        putByte(width);
        return width;
    }

    /** Writes the first {@code count} values of a piece of an array that {@link #putRange} has begun. */
    public void putDistances(long[] values, int count, long base, int width) {
        ensure((long) width * count);
        write(values, count, base, width);
        size += width * count;
    }

    /** Writes ascending values by their differences. */
    public void putAscending(long[] values, int count) {
        long[] differences = new long[count];
        for (int i = 0; i < count; i++) {
            differences[i] = i == 0 ? 0 : values[i] - values[i - 1];
        }
        putLong(count == 0 ? 0 : values[0]);
        putLongs(differences, count);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private static int widthOf(long distance) {
        if (distance == 0) {
            return 0;
        }
        int bits = 64 - Long.numberOfLeadingZeros(distance);
        return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    }

    private void write(long[] values, int count, long base, int width) {
        for (int i = 0, at = size; i < count; i++, at += width) {
            long distance = values[i] - base;
            switch (width) {
                case 1 -> bytes[at] = (byte) distance;
                case 2 -> SHORTS.set(bytes, at, (short) distance);
                case 4 -> INTS.set(bytes, at, (int) distance);
                case 8 -> LONGS.set(bytes, at, distance);
                default -> {}
            }
        }
    }

    private void ensure(long more) {
        long needed = size + more;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException(
                        "a saved state would exceed 2 GB, as its keys are long; judge by a shorter key");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 2L)));
        }
    }
}
