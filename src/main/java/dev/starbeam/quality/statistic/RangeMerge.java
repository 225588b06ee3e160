package dev.starbeam.quality.statistic;

import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * Merges the parked sums of one range of keys, and parks them: in passes over finer ranges where more keys could come than
 * are held at a time. Where a range has more keys than all who flag can hold, it parks them again for each shard that has
 * some of them. For one thread.
 */
final class RangeMerge implements Closeable {
    private final String table;
    private final String statistic;
    private final MergeStates.Bounds bounds;
    private final BlockWriter<For> file;

    /** @param statistic its number, as text */
    RangeMerge(String table, String statistic, MergeStates.Bounds bounds, ParkingDirectory directory) {
        this.table = table;
        this.statistic = statistic;
        this.bounds = bounds;
        this.file = new BlockWriter<>(directory, table + "_sums");
    }

    /** Whom a parked block is for. */
    private enum For {
        RECORD,
        RECORD_AND_ALL_SHARDS,
        ONE_SHARD
    }

    /** @param parked blocks of all shards */
    void merge(int range, Iterable<ParkedBlock> parked) throws IOException {
        List<ParkedBlock> blocks = new ArrayList<>();
        parked.forEach(blocks::add);
        blocks.sort(ParkedBlock.READ_ORDER);
        long atMost = blocks.stream().mapToLong(ParkedBlock::rows).sum();
        int passes = Math.toIntExact(Math.max(1, -Math.floorDiv(-atMost, bounds.keysAtOnce())));
        for (int pass = 0; pass < passes; pass++) {
            mergeFiner(range * passes + pass, bounds.ranges() * passes, blocks);
        }
    }

    /** Tells where everything is. */
    void finish(MultiOutputReceiver out) throws IOException {
        for (KV<For, ParkedBlock> block : file.finish()) {
            if (block.getKey() == For.ONE_SHARD) {
                out.get(MergeStates.OF_SHARDS).output(KV.of(statistic, block.getValue()));
                continue;
            }
            out.get(MergeStates.MERGED).output(block.getValue());
            if (block.getKey() == For.RECORD_AND_ALL_SHARDS) {
                out.get(MergeStates.COMMON).output(block.getValue());
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void mergeFiner(int range, int ranges, List<ParkedBlock> blocks) throws IOException {
        try (BlockReader files = new BlockReader()) {
            KeyedMomentsState merged = null;
            for (ParkedBlock block : blocks) {
                KeyedMomentsState some = read(block, files);
                if (merged == null) {
                    merged = some.anew();
                }
                merged.mergeRange(some, range, ranges);
            }
            if (merged == null || merged.keys().size() == 0) {
                return;
            }
            boolean few = (long) merged.keys().size() * ranges <= bounds.commonKeys();
            ShardName name = new ShardName(table, statistic, ((long) range << 32) / ranges);
            park(few ? For.RECORD_AND_ALL_SHARDS : For.RECORD, name, merged);
            if (!few) {
                parkForShards(merged, blocks, files);
            }
        }
    }

    /** Blocks of a shard stand together. */
    private void parkForShards(KeyedMomentsState merged, List<ParkedBlock> blocks, BlockReader files)
            throws IOException {
        @Nullable KeyedMomentsState own = null;
        for (int i = 0; i < blocks.size(); i++) {
            ShardName shard = blocks.get(i).shard();
            own = own == null ? merged.anew() : own;
            own.take(merged, read(blocks.get(i), files));
            if (i + 1 == blocks.size() || !blocks.get(i + 1).shard().equals(shard)) {
                park(For.ONE_SHARD, shard, own);
                own = null;
            }
        }
    }

    private void park(For whom, ShardName name, KeyedMomentsState sums) throws IOException {
        if (sums.keys().size() > 0) {
            file.park(whom, name, ByteBuffer.wrap(sums.toBytes()), sums.keys().size());
        }
    }

    private static KeyedMomentsState read(ParkedBlock block, BlockReader files) throws IOException {
        QualityState one = QualityState.fromBytes(files.bytes(block).array());
        return one.moments(one.byKey().get(0));
    }
}
