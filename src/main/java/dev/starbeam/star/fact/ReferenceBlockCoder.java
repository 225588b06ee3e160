package dev.starbeam.star.fact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries a block's arrays in one piece each; deterministic. */
final class ReferenceBlockCoder extends AtomicCoder<ReferenceBlock> {
    private static final long serialVersionUID = 1L;
    private static final ReferenceBlockCoder INSTANCE = new ReferenceBlockCoder();

    private ReferenceBlockCoder() {}

    static ReferenceBlockCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(ReferenceBlock block, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(block.shard());
        data.writeInt(block.size());
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(block.size(), ReferenceBlock.BYTES_PER_ROW));
        block.copyTo(values);
        data.write(values.array());
        data.flush();
    }

    @Override
    public ReferenceBlock decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String shard = data.readUTF();
        int size = data.readInt();
        byte[] values = new byte[Math.multiplyExact(size, ReferenceBlock.BYTES_PER_ROW)];
        data.readFully(values);
        return ReferenceBlock.of(shard, size, ByteBuffer.wrap(values));
    }
}
