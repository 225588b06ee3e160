package dev.starbeam.star.fact;

import dev.starbeam.batch.ColumnBatch;
import java.util.Arrays;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Emits the surrogate keys of a dimension's members by partition. */
final class PartitionMembersFn extends DoFn<ColumnBatch, KV<Integer, long[]>> {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;
    private final int partitions;

    PartitionMembersFn(String keyColumn, int partitions) {
        this.keyColumn = keyColumn;
        this.partitions = partitions;
    }

    @ProcessElement
    public void partition(@Element ColumnBatch members, OutputReceiver<KV<Integer, long[]>> out) {
        long[] keys = members.longs(keyColumn).values();
        for (int partition = 0; partition < partitions; partition++) {
            int wanted = partition;
            long[] part = Arrays.stream(keys)
                    .filter(key -> HashReferencesFn.partition(key, partitions) == wanted)
                    .toArray();
            if (part.length > 0) {
                out.output(KV.of(partition, part));
            }
        }
    }
}
