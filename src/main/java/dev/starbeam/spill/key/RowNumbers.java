package dev.starbeam.spill.key;

import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Collects row numbers by shard and parks them, at most a quarter of a million being held. For one thread.
 *
 * @param <K> by what the numbers meet their shard
 */
public final class RowNumbers<K> {
    private static final int NUMBERS_AT_ONCE = 1 << 18;
    private static final int FIRST_CAPACITY = 16;

    private final BlockWriter<K> file;
    private final Function<ShardName, K> key;
    private ShardName[] shards = new ShardName[FIRST_CAPACITY];
    private int[][] numbers = new int[FIRST_CAPACITY][];
    private int[] counts = new int[FIRST_CAPACITY];
    private int size;
    private int held;

    public RowNumbers(BlockWriter<K> file, Function<ShardName, K> key) {
        this.file = file;
        this.key = key;
    }

    /** Prepares to take rows of a shard. @return what the shard is called in {@link #add} */
    public int shard(ShardName shard) {
        if (size > 0 && shards[size - 1].equals(shard)) {
            return size - 1;
        }
        if (size == shards.length) {
            shards = Arrays.copyOf(shards, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        shards[size] = shard;
        numbers[size] = new int[0];
        return size++;
    }

    /** Takes a row. */
    public void add(int shard, int row) throws IOException {
        if (counts[shard] == numbers[shard].length) {
            numbers[shard] = Arrays.copyOf(numbers[shard], Math.max(FIRST_CAPACITY, counts[shard] * 2));
        }
        numbers[shard][counts[shard]++] = row;
        if (++held == NUMBERS_AT_ONCE) {
            flush();
        }
    }

    /** Parks what is held; to be called at the end. */
    public void flush() throws IOException {
        for (int shard = 0; shard < size; shard++) {
            int count = counts[shard];
            if (count > 0) {
                ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * count);
                bytes.asIntBuffer().put(numbers[shard], 0, count);
                file.park(key.apply(shards[shard]), shards[shard], bytes, count);
                counts[shard] = 0;
                numbers[shard] = new int[0];
            }
        }
        held = 0;
    }

    /** The numbers in one parked block, in no order. */
    public static int[] read(ParkedBlock block, BlockReader files) throws IOException {
        int[] rows = new int[block.rows()];
        files.bytes(block).asIntBuffer().get(rows);
        return rows;
    }
}
