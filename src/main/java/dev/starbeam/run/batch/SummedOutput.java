package dev.starbeam.run.batch;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Passes bytes on, and knows how many there were and their checksum. */
final class SummedOutput extends FilterOutputStream {
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    SummedOutput(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        out.write(some, from, length);
        digest.update(some, from, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }

    /** In hexadecimal digits. Ends the sum: nothing may be written afterwards. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
