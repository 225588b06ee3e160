package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.KeyPartitions;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Parks the looked-up entity's rows by partition of their keys; rows with a NULL in their key are left out. */
final class ParkBuildRowsFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;
    private static final int ROWS_AT_ONCE = 1 << 17;

    private final LookupModel lookup;
    private final ParkingDirectory directory;
    private final int partitions;

    ParkBuildRowsFn(LookupModel lookup, ParkingDirectory directory, int partitions) {
        this.lookup = lookup;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void park(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
        try (ShardReader reader = ShardReader.open(shard, BuildRows.columns(lookup));
                BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_build")) {
            List<ColumnBatch> held = new ArrayList<>();
            int rows = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                held.add(BuildRows.of(lookup, batch));
                rows += batch.rows();
                if (rows >= ROWS_AT_ONCE) {
                    park(held, shard.name(), file);
                    rows = 0;
                }
            }
            park(held, shard.name(), file);
            file.finish().forEach(out::output);
        }
    }

    /** Parks what is held, in its order, and forgets it. */
    private void park(List<ColumnBatch> held, ShardName shard, BlockWriter<Integer> file) throws IOException {
        long[][] picks = new long[partitions][16];
        int[] counts = new int[partitions];
        for (int source = 0; source < held.size(); source++) {
            ColumnBatch batch = held.get(source);
            List<Column> keys =
                    BuildRows.keys(lookup).stream().map(batch::column).toList();
            RowHash hashes = RowHash.of(batch, BuildRows.keys(lookup));
            for (int row = 0; row < batch.rows(); row++) {
                if (!KeyEquality.anyNull(keys, row)) {
                    int partition = KeyPartitions.partition(hashes.high()[row], partitions);
                    if (counts[partition] == picks[partition].length) {
                        picks[partition] = Arrays.copyOf(picks[partition], counts[partition] * 2);
                    }
                    picks[partition][counts[partition]++] = RowGather.pick(source, row);
                }
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (counts[partition] > 0) {
                Schema schema = held.get(0).schema();
                file.park(partition, shard, RowGather.gather(schema, held, picks[partition], counts[partition]));
            }
        }
        held.clear();
    }
}
