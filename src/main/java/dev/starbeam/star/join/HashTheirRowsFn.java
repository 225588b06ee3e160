package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Emits the looked-up entity's rows by partition of their keys: hashes and fetched columns only. */
final class HashTheirRowsFn extends DoFn<StagedShard, KV<Integer, ColumnBatch>> {
    private static final long serialVersionUID = 1L;

    private final LookupModel lookup;
    private final int partitions;

    HashTheirRowsFn(LookupModel lookup, int partitions) {
        this.lookup = lookup;
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(@Element StagedShard shard, OutputReceiver<KV<Integer, ColumnBatch>> out) throws IOException {
        try (ClaimReader reader = ClaimReader.open(shard, LookupTable.theirColumns(lookup))) {
            for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                List<ColumnBatch> parts = TheirRows.partitioned(lookup, rows, partitions);
                for (int partition = 0; partition < partitions; partition++) {
                    if (parts.get(partition).rows() > 0) {
                        out.output(KV.of(partition, parts.get(partition)));
                    }
                }
            }
        }
    }
}
