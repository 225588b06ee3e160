package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.StagedShard;
import dev.starbeam.star.join.LookupTable;
import dev.starbeam.star.join.LookupViews;
import dev.starbeam.star.key.SurrogateKeys;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Emits the surrogate keys that a shard's rows refer to, one block a partition; NULL refers to no one. */
final class HashReferencesFn extends DoFn<StagedShard, KV<Integer, ReferenceBlock>> {
    private static final long serialVersionUID = 1L;

    private final FactAssembler assembler;
    private final String column;
    private final LookupViews lookups;
    private final int partitions;

    HashReferencesFn(FactAssembler assembler, String column, LookupViews lookups, int partitions) {
        this.assembler = assembler;
        this.column = column;
        this.lookups = lookups;
        this.partitions = partitions;
    }

    /** High bits, because the low ones choose the slot in a set. */
    static int partition(long key, int partitions) {
        return (int) ((key >>> 32) % partitions);
    }

    @ProcessElement
    public void hash(ProcessContext context) throws IOException {
        StagedShard shard = context.element();
        Map<Integer, LookupTable> tables = lookups.tables(context, assembler.requiredTables());
        List<ReferenceBlock> blocks = IntStream.range(0, partitions)
                .mapToObj(p -> new ReferenceBlock(shard.id()))
                .toList();
        try (ClaimReader reader = ClaimReader.open(shard, assembler.requiredColumns())) {
            int first = 0;
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                add(SurrogateKeys.of(assembler.column(column, batch, tables)), first, blocks);
                first += batch.rows();
            }
        }
        for (int partition = 0; partition < partitions; partition++) {
            if (blocks.get(partition).size() > 0) {
                context.output(KV.of(partition, blocks.get(partition).trimmed()));
            }
        }
    }

    private void add(long[] keys, int first, List<ReferenceBlock> blocks) {
        for (int row = 0; row < keys.length; row++) {
            if (keys[row] != SurrogateKeys.UNKNOWN) {
                blocks.get(partition(keys[row], partitions)).add(keys[row], first + row);
            }
        }
    }
}
