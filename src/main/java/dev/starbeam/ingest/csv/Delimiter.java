package dev.starbeam.ingest.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What stands between two fields, as UTF-8: mostly one byte, which costs no more for there being longer ones. */
final class Delimiter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** One more than CR: bytes below it are looked at one by one. */
    private static final long LINE_BREAKS = 0x0E * ONES;

    private final byte[] delimiter;
    private final byte first;
    private final boolean isByte;
    private final boolean hasSpace;
    private final long firsts;

    Delimiter(String text) {
        delimiter = text.getBytes(StandardCharsets.UTF_8);
        first = delimiter[0];
        isByte = delimiter.length == 1;
        hasSpace = text.indexOf(' ') >= 0;
        firsts = (first & 0xFF) * ONES;
    }

    int length() {
        return delimiter.length;
    }

    /** Whether spaces may belong to it, so that none may be passed over. */
    boolean hasSpace() {
        return hasSpace;
    }

    boolean isAt(byte[] bytes, int p, int cap) {
        return bytes[p] == first && (isByte || (p + delimiter.length <= cap && matches(bytes, p, delimiter.length)));
    }

    /** Whether what is there up to {@code cap} may be the beginning of one. */
    boolean isCut(byte[] bytes, int p, int cap) {
        return p + delimiter.length > cap && matches(bytes, p, cap - p);
    }

    boolean endsAt(byte[] bytes, int end) {
        return end >= delimiter.length && matches(bytes, end - delimiter.length, delimiter.length);
    }

    private boolean matches(byte[] bytes, int p, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[p + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the next one or the next line break is, or {@code cap}, before which a longer one may be cut off. */
    int orLineBreak(byte[] bytes, int start, int cap) {
        for (int p = start; p < cap; p += Long.BYTES) {
            long word = (long) LONGS.get(bytes, p);
            long other = word ^ firsts;
            long found = (((other - ONES) & ~other) | ((word - LINE_BREAKS) & ~word)) & HIGHS;
            while (found != 0) {
                int q = p + (Long.numberOfTrailingZeros(found) >>> 3);
                byte c = bytes[q];
                if (c == first ? isByte || isAt(bytes, q, cap) : LineBreaks.is(c)) {
                    return Math.min(q, cap);
                }
                found &= found - 1;
            }
        }
        return cap;
    }
}
