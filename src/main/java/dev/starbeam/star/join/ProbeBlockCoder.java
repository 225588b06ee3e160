package dev.starbeam.star.join;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries a block's arrays in one piece each; deterministic. */
final class ProbeBlockCoder extends AtomicCoder<ProbeBlock> {
    private static final long serialVersionUID = 1L;
    private static final ProbeBlockCoder INSTANCE = new ProbeBlockCoder();

    private ProbeBlockCoder() {}

    static ProbeBlockCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(ProbeBlock block, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(block.shard());
        data.writeInt(block.size());
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(block.size(), ProbeBlock.BYTES_PER_ROW));
        block.copyTo(values);
        data.write(values.array());
        data.flush();
    }

    @Override
    public ProbeBlock decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String shard = data.readUTF();
        int size = data.readInt();
        byte[] values = new byte[Math.multiplyExact(size, ProbeBlock.BYTES_PER_ROW)];
        data.readFully(values);
        return ProbeBlock.of(shard, size, ByteBuffer.wrap(values));
    }
}
