package dev.starbeam.spill;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Comparator;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * Where rows that meet others by key are parked: a range of a file. Only this descriptor, some 200 bytes, travels
 * through a runner; the rows are read where they meet.
 *
 * @param shard whose rows these are
 * @param uri the file
 * @param offset the range's first byte
 * @param bytes how many bytes
 * @param rows how many rows they hold
 */
public record ParkedBlock(ShardName shard, String uri, long offset, int bytes, int rows) implements Serializable {
    /** The order in which the rows were read: a file holds the blocks of one shard in that order. */
    public static final Comparator<ParkedBlock> READ_ORDER =
            Comparator.comparing(ParkedBlock::shard, ShardName.READ_ORDER).thenComparingLong(ParkedBlock::offset);

    /** Carries descriptors, with the strings that Java serialisation would add left out. Deterministic. */
    public static final class BlockCoder extends AtomicCoder<ParkedBlock> {
        private static final long serialVersionUID = 1L;
        private static final BlockCoder INSTANCE = new BlockCoder();

        private BlockCoder() {}

        public static BlockCoder of() {
            return INSTANCE;
        }

        @Override
        public void encode(ParkedBlock block, OutputStream out) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            data.writeUTF(block.shard.entity());
            data.writeUTF(block.shard.file());
            data.writeLong(block.shard.firstOffset());
            data.writeUTF(block.uri);
            data.writeLong(block.offset);
            data.writeInt(block.bytes);
            data.writeInt(block.rows);
            data.flush();
        }

        @Override
        public ParkedBlock decode(InputStream in) throws IOException {
            DataInputStream data = new DataInputStream(in);
            ShardName shard = new ShardName(data.readUTF(), data.readUTF(), data.readLong());
            return new ParkedBlock(shard, data.readUTF(), data.readLong(), data.readInt(), data.readInt());
        }
    }
}
