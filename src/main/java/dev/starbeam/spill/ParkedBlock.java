package dev.starbeam.spill;

import dev.starbeam.coder.RecordCoder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** A group's blocks in a list of its own, which may be sorted. */
    public static List<ParkedBlock> listOf(Iterable<ParkedBlock> group) {
        List<ParkedBlock> blocks = new ArrayList<>();
        group.forEach(blocks::add);
        return blocks;
    }

    /** Carries descriptors, with the strings that Java serialisation would add left out. Deterministic. */
    public static final class BlockCoder extends RecordCoder<ParkedBlock> {
        private static final long serialVersionUID = 1L;
        private static final BlockCoder INSTANCE = new BlockCoder();

        private BlockCoder() {}

        public static BlockCoder of() {
            return INSTANCE;
        }

        @Override
        protected void write(ParkedBlock block, DataOutputStream out) throws IOException {
            out.writeUTF(block.shard.entity());
            out.writeUTF(block.shard.file());
            out.writeLong(block.shard.firstOffset());
            out.writeUTF(block.uri);
            out.writeLong(block.offset);
            out.writeInt(block.bytes);
            out.writeInt(block.rows);
        }

        @Override
        protected ParkedBlock read(DataInputStream in) throws IOException {
            ShardName shard = new ShardName(in.readUTF(), in.readUTF(), in.readLong());
            return new ParkedBlock(shard, in.readUTF(), in.readLong(), in.readInt(), in.readInt());
        }
    }
}
