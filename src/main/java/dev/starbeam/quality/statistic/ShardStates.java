package dev.starbeam.quality.statistic;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * Observes the rows of one shard and parks their statistics for {@link MergeStates}: those by key apart, by ranges of the
 * keys' hashes, a bounded number of keys being held. For one thread.
 */
public final class ShardStates implements Closeable {
    private static final int MOST_KEYS = 1 << 18;

    private final QualityState state;
    private final ShardName shard;
    private final int ranges;
    private final int mostKeys;
    private final BlockWriter<String> file;

    /**
     * @param empty the statistics to be taken; takes in the rows
     * @param ranges over how many ranges keys are spread; 1 parks everything together
     */
    public ShardStates(QualityState empty, ShardName shard, ParkingDirectory directory, int ranges) {
        this(empty, shard, directory, ranges, MOST_KEYS);
    }

    /** @param mostKeys how many keys are held at a time, and as many as a batch brings */
    ShardStates(QualityState empty, ShardName shard, ParkingDirectory directory, int ranges, int mostKeys) {
        this.state = empty;
        this.shard = shard;
        this.ranges = ranges;
        this.mostKeys = mostKeys;
        this.file = new BlockWriter<>(directory, shard.entity() + "_state");
    }

    /** Adds the next rows. */
    public void observe(ColumnBatch rows) throws IOException {
        state.observe(rows, Selection.all(rows.rows()));
        if (ranges > 1 && state.keys() > mostKeys) {
            parkKeys();
        }
    }

    /** Completes the file and tells where the statistics are, by what they meet those of other shards by. */
    public List<KV<String, ParkedBlock>> finish() throws IOException {
        QualityState rest = state;
        if (ranges > 1) {
            parkKeys();
            rest = state.withoutKeys();
        }
        file.park(MergeStates.WITHOUT_KEYS, shard, ByteBuffer.wrap(rest.toBytes()), 0);
        return file.finish();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void parkKeys() throws IOException {
        int statistic = 0;
        for (KeyedMomentsState byKey : state.takeKeys().values()) {
            int number = statistic++;
            byKey.writeRanges(
                    ranges,
                    (range, keys, saved) ->
                            file.park(MergeStates.key(number, range), shard, ByteBuffer.wrap(saved), keys));
        }
    }
}
