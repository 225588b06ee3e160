package dev.starbeam.batch.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing little-endian byte array that columns are encoded into. */
final class ByteSink {
    static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 16];
    private int size;

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Makes room for {@code more} bytes and returns where they start; the caller fills them. */
    int reserve(int more) {
        int at = size;
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(1 << 30, bytes.length * 2L)));
        }
        size += more;
        return at;
    }

    void put(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    void putInt(int value) {
        int at = reserve(4);
        INTS.set(bytes, at, value);
    }

    void setInt(int at, int value) {
        INTS.set(bytes, at, value);
    }

    void putLong(long value) {
        int at = reserve(8);
        LONGS.set(bytes, at, value);
    }

    void putBytes(byte[] source, int start, int length) {
        int at = reserve(length);
        System.arraycopy(source, start, bytes, at, length);
    }

    void clear() {
        size = 0;
    }
}
