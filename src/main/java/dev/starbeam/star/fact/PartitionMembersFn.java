package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
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

/** Parks the surrogate keys of a dimension's members by partition, each with its row in the shard of members. */
final class PartitionMembersFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;
    private final ParkingDirectory directory;
    private final int partitions;

    PartitionMembersFn(String keyColumn, ParkingDirectory directory, int partitions) {
        this.keyColumn = keyColumn;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void partition(@Element ParkedShard members, OutputReceiver<KV<Integer, ParkedBlock>> out)
            throws IOException {
        try (ShardReader reader = ShardReader.open(members, List.of(keyColumn));
                BlockWriter<Integer> file = new BlockWriter<>(directory, members.entity() + "_members")) {
            KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, members.name(), partitions, 1);
            for (ColumnBatch rows = reader.next(); rows != null; rows = reader.next()) {
                long[] keys = rows.longs(keyColumn).values();
                for (int row = 0; row < keys.length; row++) {
                    parts.block(keys[row]).add(reader.positionInShard(row), keys[row]);
                    parts.added();
                }
            }
            parts.flush();
            file.finish().forEach(out::output);
        }
    }
}
