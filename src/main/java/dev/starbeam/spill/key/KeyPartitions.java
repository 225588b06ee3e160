package dev.starbeam.spill.key;

import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.util.function.IntFunction;

/**
 * Spreads the keys of one shard's rows over partitions and parks them, at most half a million rows being held. For one
 * thread.
 *
 * @param <K> by what the rows of a partition meet
 */
public final class KeyPartitions<K> {
    private static final int ROWS_AT_ONCE = 1 << 19;

    private final BlockWriter<K> file;
    private final IntFunction<K> key;
    private final ShardName shard;
    private final KeyBlock[] blocks;
    private int held;

    /**
     * @param file where the rows are parked
     * @param key by what the rows of a partition, numbered from 0, meet
     * @param width how many longs a key has
     */
    public KeyPartitions(BlockWriter<K> file, IntFunction<K> key, ShardName shard, int partitions, int width) {
        this.file = file;
        this.key = key;
        this.shard = shard;
        this.blocks = new KeyBlock[partitions];
        for (int partition = 0; partition < partitions; partition++) {
            blocks[partition] = new KeyBlock(width);
        }
    }

    /** The partition of a 63-bit or 64-bit hash; leaves its lowest 31 bits to the slots of hash tables. */
    public static int partition(long hash, int partitions) {
        return (int) ((hash >>> 31 & 0xFFFF_FFFFL) * partitions >>> 32);
    }

    /** Where a row of that hash goes; exactly one row must be added to it before {@link #added}. */
    public KeyBlock block(long hash) {
        return blocks[partition(hash, blocks.length)];
    }

    /** Tells that a row was added to a block. */
    public void added() throws IOException {
        if (++held == ROWS_AT_ONCE) {
            flush();
        }
    }

    /** Parks what is held; to be called at the end. */
    public void flush() throws IOException {
        for (int partition = 0; partition < blocks.length; partition++) {
            KeyBlock block = blocks[partition];
            if (block.size() > 0) {
                file.park(key.apply(partition), shard, block.toBytes(), block.size());
                block.clear();
            }
        }
        held = 0;
    }
}
