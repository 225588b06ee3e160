package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.batch.hash.RowHash;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.spill.key.KeyBlock;
import dev.starbeam.spill.key.KeyPartitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Parks the key hashes and ranks of a shard's rows in one file and tells where those of each partition are. */
final class HashKeysFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    /** The hash and the rank. */
    static final int WIDTH = 3;

    private final List<String> keys;
    private final List<String> rank;
    private final ParkingDirectory directory;
    private final int partitions;
    private final HashSecret secret = HashSecret.draw();

    HashKeysFn(StagingModel model, ParkingDirectory directory, int partitions) {
        this.keys = model.deduplication().keys(model.schema().names());
        this.rank = model.deduplication().rankedBy().stream().toList();
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(@Element ParkedShard shard, OutputReceiver<KV<Integer, ParkedBlock>> out) throws IOException {
        List<String> columns = new ArrayList<>(keys);
        columns.addAll(rank);
        try (ShardReader reader = ShardReader.open(shard, columns);
                BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_keys")) {
            KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, WIDTH);
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                addKeys(batch, reader, parts);
            }
            parts.flush();
            file.finish().forEach(out::output);
        }
    }

    private void addKeys(ColumnBatch batch, ShardReader reader, KeyPartitions<Integer> parts) throws IOException {
        RowHash hash = RowHash.keyed(batch, keys, secret);
        long[] ranks = ranks(batch);
        for (int row = 0; row < batch.rows(); row++) {
            long high = hash.high()[row];
            KeyBlock block = parts.block(high);
            block.add(reader.positionInShard(row), high, hash.low()[row], ranks[row]);
            parts.added();
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
