package dev.starbeam.spill;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.codec.BatchDecoder;
import dev.starbeam.batch.codec.SchemaCodec;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/** One parked file, read batch by batch; columns that are not wanted are skipped, by seeking where possible. */
final class ParkedFile implements Closeable {
    private static final int SKIP_BUFFER = 1 << 16;

    private final String uri;
    private final ReadableByteChannel channel;
    private final Schema schema;

    private ParkedFile(String uri, ReadableByteChannel channel, Schema schema) {
        this.uri = uri;
        this.channel = channel;
        this.schema = schema;
    }

    static ParkedFile open(String uri) throws IOException {
        ReadableByteChannel channel =
                FileSystems.open(FileSystems.matchSingleFileSpec(uri).resourceId());
        try {
            return over(uri, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Reads from {@code channel}, which stands at the file's start and now belongs to the parked file. */
    static ParkedFile over(String uri, ReadableByteChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.wrap(exactly(channel, 8, uri));
        if (start.getInt() != ParkedFileWriter.MAGIC) {
            throw new IOException(uri + " is not a parked file");
        }
        byte[] head = exactly(channel, start.getInt(), uri);
        Schema schema = SchemaCodec.decode(new DataInputStream(new ByteArrayInputStream(head)));
        return new ParkedFile(uri, channel, schema);
    }

    Schema schema() {
        return schema;
    }

    /** The wanted columns of the next batch, in the file's order, or {@code null} at the end. */
    @Nullable
    ColumnBatch next(Schema wanted) throws IOException {
        byte[] prefix = new byte[BatchDecoder.prefixLength(schema)];
        if (!fill(channel, ByteBuffer.wrap(prefix), uri)) {
            return null;
        }
        int rows = BatchDecoder.rows(prefix);
        List<Column> columns = new ArrayList<>(wanted.size());
        long skip = 0;
        for (int i = 0; i < schema.size(); i++) {
            int length = BatchDecoder.columnLength(prefix, i);
            if (wanted.contains(schema.fields().get(i).name())) {
                skip(skip);
                skip = 0;
                byte[] bytes = exactly(channel, length, uri);
                columns.add(BatchDecoder.column(schema.fields().get(i).type(), rows, bytes, 0));
            } else {
                skip += length;
            }
        }
        skip(skip);
        return new ColumnBatch(wanted, rows, columns);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Seeking beyond the end would pass unnoticed, so the size is asked for. */
    private void skip(long length) throws IOException {
        if (channel instanceof SeekableByteChannel seekable) {
            long target = seekable.position() + length;
            if (target > seekable.size()) {
                throw new EOFException(uri + " ends too early");
            }
            seekable.position(target);
            return;
        }
        for (long left = length; left > 0; left -= SKIP_BUFFER) {
            exactly(channel, (int) Math.min(left, SKIP_BUFFER), uri);
        }
    }

    private static byte[] exactly(ReadableByteChannel channel, int length, String uri) throws IOException {
        byte[] bytes = new byte[length];
        if (!fill(channel, ByteBuffer.wrap(bytes), uri) && length > 0) {
            throw new EOFException(uri + " ends too early");
        }
        return bytes;
    }

    /** False when the file ends before the first byte. */
    private static boolean fill(ReadableByteChannel channel, ByteBuffer target, String uri) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                if (target.position() == 0) {
                    return false;
                }
                throw new EOFException(uri + " ends too early");
            }
        }
        return true;
    }
}
