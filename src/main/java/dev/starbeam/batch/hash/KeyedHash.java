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
    private static final int BYTES = 7;
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
        return step(hash, point, 0);
    }

    static long number(long hash, long point, long value) {
        return step(step(hash, point, (value >>> 32) + 1), point, value & LOW_HALF);
    }

    static long text(long hash, long point, byte[] bytes, int start, int end) {
        long result = step(hash, point, end - start + 1L);
        for (int at = start; at < end; at += BYTES) {
            result = step(result, point, word(bytes, at, end));
        }
        return result;
    }

    /** Bijective: spreads a hash over 64 bits, by whose upper ones keys are partitioned. */
    static long spread(long hash) {
        long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    private static long word(byte[] bytes, int at, int end) {
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

    /** (hash + number) * point, below 2<sup>61</sup> + 4; numbers are below 2<sup>57</sup>. */
    private static long step(long hash, long point, long number) {
        long sum = hash + number;
        long low = sum * point;
        long folded = (low & PRIME) + (low >>> 61 | Math.multiplyHigh(sum, point) << 3);
        return (folded & PRIME) + (folded >>> 61);
    }
}
