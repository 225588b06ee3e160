package dev.starbeam.staging;

import dev.starbeam.reject.RowTally;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.RowNumbers;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Marks a shard's superseded rows dead and counts them. */
final class DeleteSupersededFn extends DoFn<KV<String, CoGbkResult>, StagedShard> {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String filter;

    DeleteSupersededFn(String entity, String filter) {
        this.entity = entity;
        this.filter = filter;
    }

    @ProcessElement
    public void delete(@Element KV<String, CoGbkResult> met, MultiOutputReceiver out) throws IOException {
        StagedShard shard = MeetByShard.shard(met);
        StagedShard living = shard;
        long lost = 0;
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock superseded : MeetByShard.blocks(met)) {
                living = living.without(RowNumbers.read(superseded, files));
                lost += superseded.rows();
            }
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
