package dev.starbeam.warehouse.parquet;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/** A whole Parquet file: its footer, and its row groups as bytes. */
final class WrittenFile implements Closeable {
    /** Where row groups begin. */
    static final long START = UnfinishedFile.MAGIC.length;

    private static final int END = Integer.BYTES + UnfinishedFile.MAGIC.length;
    private static final int PIECE = 1 << 20;

    private final String uri;
    private final SeekableByteChannel channel;
    private final long footerStart;
    private final FileMetaData footer;

    private WrittenFile(String uri, SeekableByteChannel channel) throws IOException {
        this.uri = uri;
        this.channel = channel;
        long end = channel.size() - END;
        if (end < START) {
            throw notParquet();
        }
        ByteBuffer tail = read(end, END).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        byte[] magic = new byte[UnfinishedFile.MAGIC.length];
        tail.get(magic);
        this.footerStart = end - length;
        if (!Arrays.equals(magic, UnfinishedFile.MAGIC) || length < 0 || footerStart < START) {
            throw notParquet();
        }
        this.footer = Util.readFileMetaData(
                new ByteArrayInputStream(read(footerStart, length).array()));
    }

    static WrittenFile open(String uri) throws IOException {
        ReadableByteChannel channel =
                FileSystems.open(FileSystems.matchSingleFileSpec(uri).resourceId());
        try {
            if (channel instanceof SeekableByteChannel seekable) {
                return new WrittenFile(uri, seekable);
            }
            throw new IOException("the file system of " + uri + " reads files from their beginning only");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    FileMetaData footer() {
        return footer;
    }

    void copyRowGroupsTo(CountingChannel out) throws IOException {
        for (long at = START; at < footerStart; at += PIECE) {
            out.write(read(at, (int) Math.min(PIECE, footerStart - at)));
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private ByteBuffer read(long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(start);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException(uri + " ends at byte " + (start + bytes.position()) + " of " + channel.size());
            }
        }
        return bytes.flip();
    }

    private IOException notParquet() {
        return new IOException(uri + " is no Parquet file");
    }
}
