package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Emits the key hashes of our shard's rows, one block a partition; rows with a NULL in their key match nothing. */
final class HashOurKeysFn extends DoFn<StagedShard, KV<Integer, ProbeBlock>> {
    private static final long serialVersionUID = 1L;

    private final List<String> keys;
    private final int partitions;

    HashOurKeysFn(List<String> keys, int partitions) {
        this.keys = keys;
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(@Element StagedShard shard, OutputReceiver<KV<Integer, ProbeBlock>> out) throws IOException {
        List<ProbeBlock> blocks = IntStream.range(0, partitions)
                .mapToObj(p -> new ProbeBlock(shard.id()))
                .toList();
        try (ClaimReader reader = ClaimReader.open(shard, keys)) {
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                add(batch, first, blocks);
                first += batch.rows();
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks.get(partition).size() > 0) {
                out.output(KV.of(partition, blocks.get(partition).trimmed()));
            }
        }
    }

    private void add(ColumnBatch batch, int first, List<ProbeBlock> blocks) {
        List<Column> columns = keys.stream().map(batch::column).toList();
        RowHash hashes = RowHash.of(batch, keys);
        for (int row = 0; row < batch.rows(); row++) {
            if (!KeyEquality.anyNull(columns, row)) {
                long high = hashes.high()[row];
                blocks.get(TheirRows.partition(high, partitions)).add(high, hashes.low()[row], first + row);
            }
        }
    }
}
