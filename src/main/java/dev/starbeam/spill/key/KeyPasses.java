package dev.starbeam.spill.key;

import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * Goes through the parked keys of a partition in the order in which the rows were read, and tells of each row whether
 * it is the first of its key or another. Knows a bounded number of keys at a time, however many rows have them: rows of
 * further keys are parked again and gone through in another pass. For one thread.
 */
public final class KeyPasses {
    /** About 100 MB with what is kept for each key. */
    private static final int MOST_KEYS = 1 << 21;

    private final ParkingDirectory directory;
    private final int width;
    private final int mostKeys;

    private KeyPasses(ParkingDirectory directory, int width, int mostKeys) {
        this.directory = directory;
        this.width = width;
        this.mostKeys = mostKeys;
    }

    /**
     * Over keys whose first two longs are a hash.
     *
     * @param directory where rows of further keys are parked
     * @param width how many longs a key has
     */
    public static KeyPasses in(ParkingDirectory directory, int width) {
        return new KeyPasses(directory, width, MOST_KEYS);
    }

    /** Knowing that many keys at a time. */
    public KeyPasses withMostKeys(int keys) {
        return new KeyPasses(directory, width, keys);
    }

    /** Goes through {@code parked}, which come in any order. */
    public void over(Iterable<ParkedBlock> parked, Rows rows) throws IOException {
        List<ParkedBlock> blocks = ParkedBlock.listOf(parked);
        blocks.sort(ParkedBlock.READ_ORDER);
        while (!blocks.isEmpty()) {
            blocks = pass(blocks, rows);
        }
    }

    /** @return the rows of further keys, in the same order */
    private List<ParkedBlock> pass(List<ParkedBlock> blocks, Rows rows) throws IOException {
        long count = blocks.stream().mapToLong(ParkedBlock::rows).sum();
        KeyTable keys = new KeyTable();
        keys.reserve((int) Math.min(count, mostKeys));
        rows.pass((int) Math.min(count, mostKeys));
        try (BlockReader files = new BlockReader();
                BlockWriter<Integer> further = new BlockWriter<>(directory, "further_keys")) {
            KeyBlock left = new KeyBlock(width);
            for (ParkedBlock parked : blocks) {
                rows.shard(parked.shard());
                visit(KeyBlock.of(width, parked.rows(), files.bytes(parked)), keys, rows, left);
                if (left.size() > 0) {
                    further.park(0, parked.shard(), left.toBytes(), left.size());
                    left.clear();
                }
            }
            return further.finish().stream().map(KV::getValue).toList();
        }
    }

    private void visit(KeyBlock block, KeyTable keys, Rows rows, KeyBlock left) throws IOException {
        for (int i = 0; i < block.size(); i++) {
            long high = block.word(0, i);
            long low = block.word(1, i);
            int key = keys.find(high, low);
            if (key != KeyTable.ABSENT) {
                rows.another(key, block, i);
            } else if (keys.size() < mostKeys) {
                rows.first(keys.add(high, low), block, i);
            } else {
                left.add(block, i);
            }
        }
    }

    /** What is done with the rows. */
    public interface Rows {
        /** A pass begins, whose keys are numbered from 0 again. */
        void pass(int mostKeys);

        /** The rows from here on are of that shard. */
        void shard(ShardName shard);

        /** Row {@code i} of the block is the first that was read of its key. */
        void first(int key, KeyBlock block, int i) throws IOException;

        /** Row {@code i} of the block is of a key that a row before it has. */
        void another(int key, KeyBlock block, int i) throws IOException;
    }
}
