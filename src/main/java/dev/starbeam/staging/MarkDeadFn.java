package dev.starbeam.staging;

import dev.starbeam.reject.RowTally;
import dev.starbeam.spill.StagedShard;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Marks a shard's losers dead and counts them. */
final class MarkDeadFn extends DoFn<KV<String, CoGbkResult>, StagedShard> {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String filter;

    MarkDeadFn(String entity, String filter) {
        this.entity = entity;
        this.filter = filter;
    }

    @ProcessElement
    public void mark(@Element KV<String, CoGbkResult> met, MultiOutputReceiver out) {
        StagedShard shard = met.getValue().getOnly(DropDuplicates.SHARDS);
        StagedShard living = shard;
        long lost = 0;
        for (Positions losers : met.getValue().getAll(DropDuplicates.LOSERS)) {
            living = living.without(losers.values());
            lost += losers.values().length;
        }
        out.get(DropDuplicates.LIVING).output(living);
        out.get(DropDuplicates.TALLIES)
                .output(RowTally.filtering(
                        entity + ".deduplicate",
                        shard.live().count(),
                        living.live().count(),
                        filter,
                        lost));
    }
}
