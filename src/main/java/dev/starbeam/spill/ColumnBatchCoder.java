package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.codec.BatchDecoder;
import dev.starbeam.batch.codec.BatchEncoder;
import dev.starbeam.batch.codec.SchemaCodec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries a batch with its schema through a runner; deterministic, as equal batches give equal bytes. */
public final class ColumnBatchCoder extends AtomicCoder<ColumnBatch> {
    private static final long serialVersionUID = 1L;
    private static final ColumnBatchCoder INSTANCE = new ColumnBatchCoder();

    private ColumnBatchCoder() {}

    public static ColumnBatchCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(ColumnBatch batch, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        SchemaCodec.encode(batch.schema(), data);
        byte[] bytes = new BatchEncoder().toBytes(batch);
        data.writeInt(bytes.length);
        data.write(bytes);
        data.flush();
    }

    @Override
    public ColumnBatch decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        Schema schema = SchemaCodec.decode(data);
        byte[] bytes = new byte[data.readInt()];
        data.readFully(bytes);
        return BatchDecoder.decode(schema, bytes);
    }
}
