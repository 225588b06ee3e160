package dev.starbeam.spill;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.codec.BatchDecoder;
import dev.starbeam.batch.codec.BatchEncoder;
import dev.starbeam.batch.codec.SchemaCodec;
import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Carries a batch with its schema through a runner; deterministic, as equal batches give equal bytes. */
public final class ColumnBatchCoder extends RecordCoder<ColumnBatch> {
    private static final long serialVersionUID = 1L;
    private static final ColumnBatchCoder INSTANCE = new ColumnBatchCoder();

    private ColumnBatchCoder() {}

    public static ColumnBatchCoder of() {
        return INSTANCE;
    }

    @Override
    protected void write(ColumnBatch batch, DataOutputStream out) throws IOException {
        SchemaCodec.encode(batch.schema(), out);
        byte[] bytes = new BatchEncoder().toBytes(batch);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    protected ColumnBatch read(DataInputStream in) throws IOException {
        Schema schema = SchemaCodec.decode(in);
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return BatchDecoder.decode(schema, bytes);
    }
}
