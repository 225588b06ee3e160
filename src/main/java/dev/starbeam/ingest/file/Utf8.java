package dev.starbeam.ingest.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whether bytes are text: well-formed UTF-8 (RFC 3629) without NUL. */
public final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether all of {@code bytes[from, to)} is ASCII without NUL; the usual case, eight bytes at a time. */
    public static boolean isPlain(byte[] bytes, int from, int to) {
        return plainUntil(bytes, from, to) == to;
    }

    /** The first byte of {@code bytes[from, to)} that is NUL or not UTF-8, -1 when there is none. */
    public static int firstFault(byte[] bytes, int from, int to) {
        int p = plainUntil(bytes, from, to);
        while (p < to) {
            int length = sequence(bytes, p, to);
            if (length == 0) {
                return p;
            }
            p += length;
            if (length == 1) {
                p = plainUntil(bytes, p, to);
            }
        }
        return -1;
    }

    private static int plainUntil(byte[] bytes, int from, int to) {
        int p = from;
        for (; p <= to - Long.BYTES; p += Long.BYTES) {
            long word = (long) LONGS.get(bytes, p);
            if (((word | word - ONES) & HIGHS) != 0) {
                break;
            }
        }
        while (p < to && bytes[p] > 0) {
            p++;
        }
        return p;
    }

    /** The length of the sequence that begins at {@code p}, 0 when it is malformed, cut off or NUL. */
    private static int sequence(byte[] bytes, int p, int to) {
        int lead = bytes[p] & 0xFF;
        if (lead < 0x80) {
            return lead == 0 ? 0 : 1;
        }
        int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 0 || to - p < length || !isSecond(lead, bytes[p + 1] & 0xFF)) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[p + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Shuts out overlong forms, surrogates and what lies beyond U+10FFFF. */
    private static boolean isSecond(int lead, int second) {
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
