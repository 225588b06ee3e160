package dev.starbeam.expression.kernel.text;

/** Steps over characters (code points) of UTF-8 bytes; malformed bytes count as one character each step. */
public final class Utf8 {
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final java.lang.invoke.VarHandle LONGS =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);

    private Utf8() {}

    /** Whether no byte has its high bit set, eight bytes at a time. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            if (((long) LONGS.get(bytes, i) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the character after the one at {@code i} starts, at most {@code to}. */
    public static int next(byte[] bytes, int i, int to) {
        int next = i + 1;
        while (next < to && isContinuation(bytes[next])) {
            next++;
        }
        return next;
    }

    /** Where the character before {@code i} starts, at least {@code from}. */
    static int previous(byte[] bytes, int i, int from) {
        int previous = i - 1;
        while (previous > from && isContinuation(bytes[previous])) {
            previous--;
        }
        return previous;
    }

    /** Characters in {@code bytes[from, to)}. */
    static int length(byte[] bytes, int from, int to) {
        int continuations = 0;
        for (int i = from; i < to; i++) {
            continuations += isContinuation(bytes[i]) ? 1 : 0;
        }
        return to - from - continuations;
    }

    /** The position {@code characters} after {@code from}, at most {@code to}. */
    static int advance(byte[] bytes, int from, int to, long characters) {
        int i = from;
        for (long left = characters; left > 0 && i < to; left--) {
            i = next(bytes, i, to);
        }
        return i;
    }

    /** The position {@code characters} before {@code to}, at least {@code from}. */
    static int retreat(byte[] bytes, int from, int to, long characters) {
        int i = to;
        for (long left = characters; left > 0 && i > from; left--) {
            i = previous(bytes, i, from);
        }
        return i;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xC0) == 0x80;
    }
}
