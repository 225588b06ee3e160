package dev.starbeam.warehouse.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes, little-endian, that keeps its memory between row groups. */
final class PageBuffer {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private byte[] bytes = new byte[1 << 12];
    private int size;

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    /** Makes room for {@code more} bytes. @throws IllegalStateException when that is more than an array holds */
    void reserve(long more) {
        long needed = size + more;
        if (needed > LARGEST) {
            throw new IllegalStateException("one column of one batch takes " + more + " bytes as Parquet; a page holds"
                    + " at most " + LARGEST + ": write smaller batches");
        }
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, bytes.length * 2L)));
        }
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    void setInt(int position, int value) {
        INT.set(bytes, position, value);
    }

    /** An unsigned LEB128 number, as run headers are written. */
    void putVarint(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            putByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        putByte(rest);
    }

    void putBytes(byte[] source) {
        putBytes(source, 0, source.length);
    }

    void putBytes(byte[] source, int start, int length) {
        reserve(length);
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    void put(PageBuffer other) {
        putBytes(other.bytes, 0, other.size);
    }

    void putLongs(long[] values, int count) {
        reserve(8L * count);
        ByteBuffer.wrap(bytes, size, 8 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .put(values, 0, count);
        size += 8 * count;
    }

    void putDoubles(double[] values, int count) {
        reserve(8L * count);
        ByteBuffer.wrap(bytes, size, 8 * count)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .put(values, 0, count);
        size += 8 * count;
    }

    /** The low 32 bits of each value. */
    void putLongsAsInts(long[] values, int count) {
        reserve(4L * count);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < count; i++, at += 4) {
            INT.set(target, at, (int) values[i]);
        }
        size = at;
    }

    /**
     * A length and that many bytes, as PLAIN text is written. Room must have been reserved, with 16 bytes to spare:
     * short texts are copied as two words, the rest of which the next value overwrites.
     */
    void putTextReserved(byte[] source, int start, int length) {
        INT.set(bytes, size, length);
        int at = size + 4;
        if (length <= 16 && start + 16 <= source.length) {
            LONG.set(bytes, at, (long) LONG.get(source, start));
            LONG.set(bytes, at + 8, (long) LONG.get(source, start + 8));
        } else {
            System.arraycopy(source, start, bytes, at, length);
        }
        size = at + length;
    }

    ByteBuffer readable() {
        return ByteBuffer.wrap(bytes, 0, size);
    }

    /** The bytes themselves, and room after them. */
    byte[] array() {
        return bytes;
    }
}
