package dev.starbeam.batch.codec;

import dev.starbeam.batch.ColumnBatch;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Turns batches into bytes: row count (4 bytes), the byte length of each column (4 bytes each), then the columns. The
 * lengths let a reader skip columns it does not want. Reuses its buffer; for one thread.
 */
public final class BatchEncoder {
    private final ByteSink sink = new ByteSink();

    /** The batch's bytes, valid until the next call. */
    public ByteBuffer encode(ColumnBatch batch) {
        sink.clear();
        sink.putInt(batch.rows());
        int directory = sink.reserve(4 * batch.columns().size());
        for (int i = 0; i < batch.columns().size(); i++) {
            int before = sink.size();
            ColumnCodec.encode(batch.columns().get(i), sink);
            sink.setInt(directory + 4 * i, sink.size() - before);
        }
        return ByteBuffer.wrap(sink.array(), 0, sink.size());
    }

    /** A copy of the batch's bytes. */
    public byte[] toBytes(ColumnBatch batch) {
        encode(batch);
        return Arrays.copyOf(sink.array(), sink.size());
    }
}
