package dev.starbeam.star.join;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.KeyPartitions;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Parks the key hashes of a shard's rows by partition, each with its row's number among the kept; rows with a NULL in
 * their key match nothing.
 */
final class HashProbeKeysFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    /** A hash. */
    static final int WIDTH = 2;

    private final List<String> keys;
    private final ParkingDirectory directory;
    private final int partitions;

    HashProbeKeysFn(List<String> keys, ParkingDirectory directory, int partitions) {
        this.keys = keys;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
        try (ShardReader reader = ShardReader.open(shard, keys);
                BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_probe")) {
            KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, WIDTH);
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                add(batch, first, parts);
                first += batch.rows();
            }
            parts.flush();
            file.finish().forEach(out::output);
        }
    }

    private void add(ColumnBatch batch, int first, KeyPartitions<Integer> parts) throws IOException {
        List<Column> columns = keys.stream().map(batch::column).toList();
        RowHash hashes = RowHash.of(batch, keys);
        for (int row = 0; row < batch.rows(); row++) {
            if (!KeyEquality.anyNull(columns, row)) {
                long high = hashes.high()[row];
                parts.block(high).add(first + row, high, hashes.low()[row]);
                parts.added();
            }
        }
    }
}
