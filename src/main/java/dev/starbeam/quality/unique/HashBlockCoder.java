package dev.starbeam.quality.unique;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Carries a block's arrays in one piece each; deterministic. */
public final class HashBlockCoder extends AtomicCoder<HashBlock> {
    private static final long serialVersionUID = 1L;
    private static final HashBlockCoder INSTANCE = new HashBlockCoder();

    private HashBlockCoder() {}

    public static HashBlockCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(HashBlock block, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(block.checkId());
        data.writeInt(block.size());
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(block.size(), HashBlock.BYTES_PER_ROW));
        block.copyTo(values);
        data.write(values.array());
        data.flush();
    }

    @Override
    public HashBlock decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String checkId = data.readUTF();
        int size = data.readInt();
        byte[] values = new byte[Math.multiplyExact(size, HashBlock.BYTES_PER_ROW)];
        data.readFully(values);
        return HashBlock.of(checkId, size, ByteBuffer.wrap(values));
    }
}
