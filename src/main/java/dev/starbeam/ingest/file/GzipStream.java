package dev.starbeam.ingest.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip data (RFC 1952), one member after the other. Unlike the JDK's stream, which takes a damaged second
 * member for the end of the file and may overlook later members of a channel, it reads every member or throws: bytes
 * after a member must be another member or padding zeros.
 */
public final class GzipStream extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean inMember;
    private boolean anyMember;

    public GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (inMember || startMember()) {
            int unpacked = inflate(target, offset, length);
            if (unpacked > 0) {
                crc.update(target, offset, unpacked);
                return unpacked;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsInput()) {
                feed();
            } else {
                throw new ZipException("the gzip data asks for a dictionary");
            }
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
        inflater.end();
        packed.close();
    }

    /** What was unpacked before damaged data counts; the next call throws again without output. */
    private int inflate(byte[] target, int offset, int length) throws ZipException {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            int unpacked = (int) (inflater.getBytesWritten() - before);
            if (unpacked > 0) {
                return unpacked;
            }
            ZipException damaged = new ZipException("the gzip data is damaged (" + e.getMessage() + ")");
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void feed() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the gzip data ends in the middle");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    private boolean startMember() throws IOException {
        if (!anotherMember()) {
            return false;
        }
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw new ZipException(
                    anyMember ? "other bytes follow the gzip data" : "it is not gzip data, though its name says so");
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipTexts(((flags & HAS_NAME) != 0 ? 1 : 0) + ((flags & HAS_COMMENT) != 0 ? 1 : 0));
        skip((flags & HAS_HEADER_CRC) != 0 ? 2 : 0);
        inflater.reset();
        crc.reset();
        anyMember = true;
        inMember = true;
        return true;
    }

    /** Whether bytes follow; padding zeros after a member are read over. An empty file has no member. */
    private boolean anotherMember() throws IOException {
        while (position < limit || fill()) {
            if (!anyMember || buffer[position] != 0) {
                return true;
            }
            position++;
        }
        return false;
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        long expectedCrc = nextInt();
        long expectedSize = nextInt();
        if (expectedCrc != crc.getValue() || expectedSize != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("the gzip data is damaged (checksum or length differ)");
        }
        inMember = false;
    }

    private long nextInt() throws IOException {
        return next() | (long) next() << 8 | (long) next() << 16 | (long) next() << 24;
    }

    private void skipTexts(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int c = next();
            while (c != 0) {
                c = next();
            }
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the gzip data ends in the middle");
        }
        return buffer[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int read = 0;
        while (read == 0) {
            read = packed.read(buffer, 0, buffer.length);
        }
        position = 0;
        limit = Math.max(read, 0);
        return read > 0;
    }
}
