package dev.starbeam.star.fact;

import dev.starbeam.batch.Selection;
import dev.starbeam.star.key.KeySet;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/** Within one partition of the keys, finds the rows that refer to no member. Holds the partition's keys. */
final class FindOrphansFn extends DoFn<KV<Integer, CoGbkResult>, KV<String, long[]>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void find(@Element KV<Integer, CoGbkResult> met, OutputReceiver<KV<String, long[]>> out) {
        List<long[]> keys = new ArrayList<>();
        met.getValue().getAll(VerifyByShuffle.MEMBERS).forEach(keys::add);
        KeySet members = KeySet.ofAll(keys);
        for (ReferenceBlock block : met.getValue().getAll(VerifyByShuffle.BLOCKS)) {
            Selection absent = members.absent(block.keys());
            if (absent.size() > 0) {
                long[] rows = new long[absent.size()];
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = block.row(absent.position(i));
                }
                out.output(KV.of(block.shard(), rows));
            }
        }
    }
}
