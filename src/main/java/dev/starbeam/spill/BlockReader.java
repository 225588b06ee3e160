package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** Reads parked blocks; keeps the last file open, since its other blocks often come next. For one thread. */
public final class BlockReader implements Closeable {
    private static final int SKIP_BUFFER = 1 << 16;

    private @Nullable ReadableByteChannel channel;
    private String uri = "";
    private long position;

    /** The block's bytes. */
    public ByteBuffer bytes(ParkedBlock block) throws IOException {
        ReadableByteChannel open = at(block);
        ByteBuffer bytes = ByteBuffer.allocate(block.bytes());
        fill(open, bytes, block);
        position += block.bytes();
        return bytes.flip();
    }

    /** The batch that {@link BlockWriter} parked. */
    public ColumnBatch batch(ParkedBlock block) throws IOException {
        return ColumnBatchCoder.of()
                .decode(new ByteArrayInputStream(bytes(block).array()));
    }

    @Override
    public void close() throws IOException {
        ReadableByteChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    private ReadableByteChannel at(ParkedBlock block) throws IOException {
        ReadableByteChannel open = channel;
        boolean sameFile = open != null && uri.equals(block.uri());
        if (open == null || !sameFile || (!(open instanceof SeekableByteChannel) && block.offset() < position)) {
            close();
            open = FileSystems.open(FileSystems.matchNewResource(block.uri(), false));
            channel = open;
            uri = block.uri();
            position = 0;
        }
        if (open instanceof SeekableByteChannel seekable) {
            seekable.position(block.offset());
        } else {
            skip(open, block);
        }
        position = block.offset();
        return open;
    }

    private void skip(ReadableByteChannel open, ParkedBlock block) throws IOException {
        ByteBuffer skipped = ByteBuffer.allocate(SKIP_BUFFER);
        for (long left = block.offset() - position; left > 0; left -= skipped.limit()) {
            skipped.clear().limit((int) Math.min(left, SKIP_BUFFER));
            fill(open, skipped, block);
        }
    }

    private static void fill(ReadableByteChannel from, ByteBuffer bytes, ParkedBlock block) throws IOException {
        while (bytes.hasRemaining()) {
            if (from.read(bytes) < 0) {
                throw new EOFException(block.uri() + " ends too early");
            }
        }
    }
}
