package dev.starbeam.quality.statistic.moment;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** Integers of several 64-bit words, the lowest first, in two's complement. */
public final class WideSum {
    private WideSum() {}

    public static BigInteger of(long... words) {
        ByteBuffer bigEndian = ByteBuffer.allocate(8 * words.length);
        for (int i = words.length - 1; i >= 0; i--) {
            bigEndian.putLong(words[i]);
        }
        return new BigInteger(bigEndian.array());
    }
}
