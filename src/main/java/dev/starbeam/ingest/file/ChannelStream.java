package dev.starbeam.ingest.file;

import dev.starbeam.source.SourceRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32C;

/** The bytes {@code [start, end)} of a channel, counted. Seeks where the channel can, otherwise reads over the rest. */
final class ChannelStream extends InputStream {
    private static final int SKIP_BUFFER = 1 << 16;

    private final ReadableByteChannel channel;
    private final long end;
    private long position;
    private long bytesRead;
    private boolean failed;
    private final CRC32C sum = new CRC32C();

    private ChannelStream(ReadableByteChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /**
     * Takes over {@code channel}, which stands at the file's beginning.
     *
     * @param end the byte after the last, or {@link SourceRange#TO_END} for whatever there is
     */
    static ChannelStream of(ReadableByteChannel channel, long start, long end) throws IOException {
        ChannelStream stream = new ChannelStream(channel, end);
        try {
            stream.goTo(start);
            return stream;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void goTo(long start) throws IOException {
        if (channel instanceof SeekableByteChannel seekable) {
            seekable.position(start);
            position = start;
        } else {
            skipTo(start);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int read = readChannel(ByteBuffer.wrap(target, offset, wanted));
        if (read >= 0) {
            position += read;
            bytesRead += read;
            sum.update(target, offset, read);
        } else if (end != SourceRange.TO_END) {
            failed = true;
            throw new EOFException("the file ends at byte " + position + ", but when it was listed it had at least "
                    + end + " bytes; it was replaced or cut off since");
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = 0;
        while (read == 0) {
            read = read(one, 0, 1);
        }
        return read < 0 ? -1 : one[0] & 0xFF;
    }

    private int readChannel(ByteBuffer target) throws IOException {
        try {
            return channel.read(target);
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    /** Whether a read has failed for a reason that lies with the file's keeper, not with its content. */
    boolean hasFailed() {
        return failed;
    }

    /** The CRC-32C of all bytes read so far. */
    int sum() {
        return (int) sum.getValue();
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void skipTo(long start) throws IOException {
        byte[] skipped = new byte[SKIP_BUFFER];
        while (position < start) {
            if (read(skipped, 0, (int) Math.min(skipped.length, start - position)) < 0) {
                return;
            }
        }
    }
}
