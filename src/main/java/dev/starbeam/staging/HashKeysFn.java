package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.Deduplication;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Emits the key hashes of a shard's rows, one block a partition. */
final class HashKeysFn extends DoFn<StagedShard, KV<Integer, KeyBlock>> {
    private static final long serialVersionUID = 1L;

    private final List<String> keys;
    private final List<String> rank;
    private final int partitions;

    HashKeysFn(StagingModel model, int partitions) {
        if (model.deduplication() instanceof Deduplication.KeepLatest latest) {
            this.keys = latest.keys();
            this.rank = List.of(latest.by());
        } else {
            this.keys = model.schema().names();
            this.rank = List.of();
        }
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(@Element StagedShard shard, OutputReceiver<KV<Integer, KeyBlock>> out) throws IOException {
        List<KeyBlock> blocks = IntStream.range(0, partitions)
                .mapToObj(p -> new KeyBlock(shard.id(), shard.sourceFile(), shard.firstOffset()))
                .toList();
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(rank);
        try (ClaimReader reader = ClaimReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                addKeys(batch, reader, blocks);
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks.get(partition).size() > 0) {
                out.output(KV.of(partition, blocks.get(partition).trimmed()));
            }
        }
    }

    private void addKeys(ColumnBatch batch, ClaimReader reader, List<KeyBlock> blocks) {
        RowHash hash = RowHash.of(batch, keys);
        long[] ranks = ranks(batch);
        for (int row = 0; row < batch.rows(); row++) {
            long high = hash.high()[row];
            int partition = (int) Long.remainderUnsigned(high, partitions);
            blocks.get(partition).add(high, hash.low()[row], ranks[row], reader.positionInShard(row));
        }
    }

    /** NULL ranks lowest; the least long, which no date or code reaches, shares its rank with the one above. */
    private long[] ranks(ColumnBatch batch) {
        long[] ranks = new long[batch.rows()];
        if (!rank.isEmpty()) {
            LongColumn column = batch.longs(rank.get(0));
            for (int row = 0; row < ranks.length; row++) {
                ranks[row] = column.isNull(row) ? Long.MIN_VALUE : Math.max(column.value(row), Long.MIN_VALUE + 1);
            }
        }
        return ranks;
    }
}
