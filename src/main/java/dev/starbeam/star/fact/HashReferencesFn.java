package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.KeyPartitions;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.LookupViews;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Parks the surrogate keys that a shard's rows refer to, by partition; NULL refers to no one. */
final class HashReferencesFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    private final FactAssembler assembler;
    private final String column;
    private final LookupViews lookups;
    private final ParkingDirectory directory;
    private final int partitions;

    HashReferencesFn(
            FactAssembler assembler, String column, LookupViews lookups, ParkingDirectory directory, int partitions) {
        this.assembler = assembler;
        this.column = column;
        this.lookups = lookups;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void hash(ProcessContext context) throws IOException {
        ParkedShard shard = context.element();
        Map<Integer, LookupTable> tables = lookups.tables(context, assembler.requiredTables());
        try (ShardReader reader = ShardReader.open(shard, assembler.requiredColumns());
                BlockWriter<Integer> file = new BlockWriter<>(directory, shard.entity() + "_references")) {
            KeyPartitions<Integer> parts = new KeyPartitions<>(file, p -> p, shard.name(), partitions, 1);
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                add(SurrogateKeys.of(assembler.column(column, batch, tables)), first, parts);
                first += batch.rows();
            }
            parts.flush();
            file.finish().forEach(context::output);
        }
    }

    private static void add(long[] keys, int first, KeyPartitions<Integer> parts) throws IOException {
        for (int row = 0; row < keys.length; row++) {
            if (keys[row] != SurrogateKeys.UNKNOWN) {
                parts.block(keys[row]).add(first + row, keys[row]);
                parts.added();
            }
        }
    }
}
