package dev.starbeam.staging;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.AtomicCoder;

/** Writes a block's arrays in one piece each; Java serialisation would go value by value. */
final class KeyBlockCoder extends AtomicCoder<KeyBlock> {
    private static final long serialVersionUID = 1L;
    private static final KeyBlockCoder INSTANCE = new KeyBlockCoder();

    private KeyBlockCoder() {}

    static KeyBlockCoder of() {
        return INSTANCE;
    }

    @Override
    public void encode(KeyBlock block, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(block.shard());
        data.writeUTF(block.file());
        data.writeLong(block.firstOffset());
        data.writeInt(block.size());
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(block.size(), KeyBlock.BYTES_PER_ROW));
        block.copyTo(values);
        data.write(values.array());
        data.flush();
    }

    @Override
    public KeyBlock decode(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        String shard = data.readUTF();
        String file = data.readUTF();
        long firstOffset = data.readLong();
        int size = data.readInt();
        byte[] values = new byte[size * KeyBlock.BYTES_PER_ROW];
        data.readFully(values);
        return KeyBlock.of(shard, file, firstOffset, size, ByteBuffer.wrap(values));
    }
}
