package dev.starbeam.star.key;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Long arrays in bulk on streams: the length, then the values in pieces of 64 KiB. */
final class LongArrays {
    private static final int PIECE = 8192;

    private LongArrays() {}

    static void write(long[] values, OutputStream out) throws IOException {
        new DataOutputStream(out).writeInt(values.length);
        byte[] piece = new byte[8 * Math.min(PIECE, values.length)];
        for (int at = 0; at < values.length; at += PIECE) {
            int count = Math.min(PIECE, values.length - at);
            ByteBuffer.wrap(piece).asLongBuffer().put(values, at, count);
            out.write(piece, 0, 8 * count);
        }
    }

    static long[] read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        long[] values = new long[data.readInt()];
        byte[] piece = new byte[8 * Math.min(PIECE, values.length)];
        for (int at = 0; at < values.length; at += PIECE) {
            int count = Math.min(PIECE, values.length - at);
            data.readFully(piece, 0, 8 * count);
            ByteBuffer.wrap(piece).asLongBuffer().get(values, at, count);
        }
        return values;
    }
}
