package dev.starbeam.expression.kernel.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Changes the case of ASCII letters in bytes that are all ASCII, eight at a time. */
final class AsciiCase {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int LETTERS = 26;

    /** Added to a byte, they set its high bit where it is at least the first letter, or follows the last one. */
    private final long fromFirst;

    private final long afterLast;
    private final byte first;

    private AsciiCase(char first) {
        this.first = (byte) first;
        this.fromFirst = (0x80 - first) * EACH;
        this.afterLast = (0x80 - first - LETTERS) * EACH;
    }

    /** Changes letters from {@code first} on: {@code 'a'} makes upper case, {@code 'A'} lower case. */
    static AsciiCase from(char first) {
        return new AsciiCase(first);
    }

    /** Changes the letters in place, and says whether there was one. */
    boolean change(byte[] bytes) {
        long changed = 0;
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long letters = (eight + fromFirst) & ~(eight + afterLast) & HIGH_BITS;
            LONGS.set(bytes, i, eight ^ (letters >>> 2));
            changed |= letters;
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] >= first && bytes[i] < first + LETTERS) {
                bytes[i] ^= 0x20;
                changed = 1;
            }
        }
        return changed != 0;
    }
}
