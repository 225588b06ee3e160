package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.codec.BatchEncoder;
import dev.starbeam.batch.codec.SchemaCodec;
import dev.starbeam.local.LocalPath;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileSystems;

/** Parks batches of one schema in a parked file: the schema, then each batch as {@link BatchEncoder} writes it. */
public final class ParkedFileWriter implements Closeable {
    static final int MAGIC = 0x53424331;

    private final WritableByteChannel channel;
    private final Schema schema;
    private final BatchEncoder encoder = new BatchEncoder();
    private long rows;

    private ParkedFileWriter(WritableByteChannel channel, Schema schema) {
        this.channel = channel;
        this.schema = schema;
    }

    /** Creates the file. */
    public static ParkedFileWriter create(String uri, Schema schema) throws IOException {
        WritableByteChannel channel =
                FileSystems.create(FileSystems.matchNewResource(uri, false), "application/octet-stream");
        ParkedFileWriter writer = new ParkedFileWriter(channel, schema);
        try {
            LocalPath.keepFromOthers(uri);
            writer.writeHead();
            return writer;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Parks a batch; its schema must be the file's. Batches without rows are kept, for joined columns to align with. */
    public void append(ColumnBatch batch) throws IOException {
        if (!batch.schema().equals(schema)) {
            throw new IllegalArgumentException("expected " + schema + ", got " + batch.schema());
        }
        write(encoder.encode(batch));
        rows += batch.rows();
    }

    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void writeHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        SchemaCodec.encode(schema, new DataOutputStream(head));
        ByteBuffer prefix = ByteBuffer.allocate(8 + head.size());
        prefix.putInt(MAGIC).putInt(head.size()).put(head.toByteArray());
        write(prefix.flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
