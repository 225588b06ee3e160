package dev.starbeam.warehouse.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A channel that knows how much went through it: Parquet's footer speaks in offsets. */
final class CountingChannel implements Closeable {
    /** A channel copies heap memory to native memory of the same size, so it gets it in pieces. */
    private static final int PIECE = 1 << 20;

    private final WritableByteChannel channel;
    private long position;

    CountingChannel(WritableByteChannel channel) {
        this.channel = channel;
    }

    long position() {
        return position;
    }

    void write(PageBuffer buffer) throws IOException {
        write(buffer.readable());
    }

    void write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        position += bytes.remaining();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PIECE));
            channel.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
