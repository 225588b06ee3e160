package dev.starbeam.staging;

import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.BlockReader;
import dev.starbeam.spill.MeetByShard;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.RowNumbers;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Takes the superseded rows out of a shard and counts them. */
final class DeleteSupersededFn extends DoFn<KV<String, CoGbkResult>, ParkedShard> {
    private static final long serialVersionUID = 1L;

    private final String entity;
    private final String filter;

    DeleteSupersededFn(String entity, String filter) {
        this.entity = entity;
        this.filter = filter;
    }

    @ProcessElement
    public void delete(@Element KV<String, CoGbkResult> met, MultiOutputReceiver out) throws IOException {
        ParkedShard shard = MeetByShard.shard(met);
        ParkedShard kept = shard;
        long lost = 0;
        try (BlockReader files = new BlockReader()) {
            for (ParkedBlock superseded : MeetByShard.blocks(met)) {
                kept = kept.without(RowNumbers.read(superseded, files));
                lost += superseded.rows();
            }
        }
        out.get(DropDuplicates.KEPT).output(kept);
        out.get(DropDuplicates.ROW_COUNTS)
                .output(RowCounts.filtering(
                        entity + ".deduplicate",
                        shard.kept().count(),
                        kept.kept().count(),
                        filter,
                        lost));
    }
}
