package dev.starbeam.batch.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A universal hash: a row's values, written as a list of numbers that no other values are written as, are the coefficients
 * of a polynomial over the integers modulo 2<sup>61</sup> - 1, which is evaluated at a secret point. Two different lists
 * of at most n numbers agree at n points at most, whoever chose them; so they collide with probability n/2<sup>61</sup>.
 */
final class KeyedHash {
    private static final long PRIME = (1L << 61) - 1;
    static final int BYTES = 7;
    private static final long LOW_BYTES = (1L << 8 * BYTES) - 1;
    private static final long LOW_HALF = 0xFFFF_FFFFL;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Before the first number, so that lists of different lengths differ. */
    static final long BEGIN = 1;

    private KeyedHash() {}

    /** A point to evaluate at. */
    static long point(long random) {
        return 2 + Long.remainderUnsigned(random, PRIME - 2);
    }

    static long none(long hash, long point) {
        return times(hash, point);
    }

    static long number(long hash, long point, long value) {
        return times(times(hash + (value >>> 32) + 1, point) + (value & LOW_HALF), point);
    }

    /** A text's length and each seven of its bytes are numbers. */
    static long text(long hash, long point, byte[] bytes, int start, int end) {
        long result = length(hash, point, end - start);
        for (int at = start; at < end; at += BYTES) {
            result = times(result + word(bytes, at, end), point);
        }
        return result;
    }

    static long length(long hash, long point, int bytes) {
        return times(hash + bytes + 1, point);
    }

    /** The number that the up to seven bytes before {@code end} are. */
    static long word(byte[] bytes, int at, int end) {
        if (at + Long.BYTES <= bytes.length) {
            long word = (long) LONGS.get(bytes, at) & LOW_BYTES;
            int rest = end - at;
            return rest >= BYTES ? word : word & (1L << 8 * rest) - 1;
        }
        long word = 0;
        for (int i = Math.min(end, at + BYTES) - 1; i >= at; i--) {
            word = word << 8 | bytes[i] & 0xFF;
        }
        return word;
    }

    /** sum * point, below 2<sup>61</sup> + 4. So small that any compiler inlines it. */
    static long times(long sum, long point) {
        long low = sum * point;
        return reduced((low & PRIME) + (low >>> 61 | Math.multiplyHigh(sum, point) << 3));
    }

    private static long reduced(long folded) {
        return (folded & PRIME) + (folded >>> 61);
    }

    /** Bijective: spreads a hash over 64 bits, by whose upper ones keys are partitioned. */
    static long spread(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
