package dev.starbeam.ingest.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip data, one member after the other, as {@code gzip -d} does: bytes after a member must be another member or
 * padding zeros. An empty file has no member.
 */
final class GzipMembers extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final BufferedInputStream packed;
    private @Nullable GzipCompressorInputStream member;
    private boolean anyMember;

    GzipMembers(InputStream packed) {
        this.packed = new BufferedInputStream(packed, BUFFER);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        GzipCompressorInputStream current = member == null ? next() : member;
        while (current != null) {
            int read = current.read(target, offset, length);
            if (read >= 0) {
                return read;
            }
            current = next();
        }
        return -1;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        try (packed) {
            if (member != null) {
                member.close();
            }
        }
    }

    private @Nullable GzipCompressorInputStream next() throws IOException {
        member = null;
        if (anotherMember()) {
            member = GzipCompressorInputStream.builder().setInputStream(packed).get();
            anyMember = true;
        }
        return member;
    }

    private boolean anotherMember() throws IOException {
        packed.mark(1);
        int first = packed.read();
        while (anyMember && first == 0) {
            packed.mark(1);
            first = packed.read();
        }
        packed.reset();
        if (anyMember && first >= 0 && first != 0x1F) {
            throw new ZipException("other bytes follow the gzip data");
        }
        return first >= 0;
    }
}
