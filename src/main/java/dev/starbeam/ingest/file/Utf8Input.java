package dev.starbeam.ingest.file;

import java.io.IOException;
import java.util.Arrays;

/** Text that is UTF-8 already: the bytes themselves. */
final class Utf8Input implements TextInput {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileContent bytes;
    private final byte[] first = new byte[BYTE_ORDER_MARK.length];
    private int firstPosition;
    private int firstLimit;
    private long start;
    private boolean opened;

    /** @param start the byte of the unpacked file at which {@code bytes} begins */
    Utf8Input(FileContent bytes, long start) {
        this.bytes = bytes;
        this.start = start;
        this.opened = start > 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!opened) {
            skipByteOrderMark();
        }
        if (firstPosition < firstLimit) {
            int read = Math.min(length, firstLimit - firstPosition);
            System.arraycopy(first, firstPosition, target, offset, read);
            firstPosition += read;
            return read;
        }
        return bytes.read(target, offset, length);
    }

    @Override
    public long originalOffset(long position) {
        return start + position;
    }

    @Override
    public long bytesRead() {
        return bytes.bytesRead();
    }

    @Override
    public int sum() {
        return bytes.sum();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    private void skipByteOrderMark() throws IOException {
        firstLimit = bytes.readNBytes(first, 0, first.length);
        if (Arrays.equals(first, BYTE_ORDER_MARK)) {
            firstPosition = firstLimit;
            start += firstLimit;
        }
        opened = true;
    }
}
