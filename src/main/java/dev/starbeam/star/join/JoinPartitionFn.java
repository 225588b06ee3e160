package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.LookupModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;

/**
 * Within one partition of the keys, finds the fetched columns of our rows that match: a batch of fetched columns and
 * {@link #ROW}, the number among the shard's living rows, under the shard's id. Holds their rows of the partition.
 */
final class JoinPartitionFn extends DoFn<KV<Integer, CoGbkResult>, KV<String, ColumnBatch>> {
    private static final long serialVersionUID = 1L;

    static final String ROW = "_row";

    private final LookupModel lookup;

    JoinPartitionFn(LookupModel lookup) {
        this.lookup = lookup;
    }

    @ProcessElement
    public void join(@Element KV<Integer, CoGbkResult> met, OutputReceiver<KV<String, ColumnBatch>> out) {
        TheirIndex theirs = new TheirIndex();
        met.getValue().getAll(FetchByShuffle.THEIRS).forEach(theirs::offer);
        for (ProbeBlock block : met.getValue().getAll(FetchByShuffle.OURS)) {
            ColumnBatch matched = matched(block, theirs);
            if (matched.rows() > 0) {
                out.output(KV.of(block.shard(), matched));
            }
        }
    }

    private ColumnBatch matched(ProbeBlock block, TheirIndex theirs) {
        long[] picks = new long[block.size()];
        long[] rows = new long[block.size()];
        int count = 0;
        for (int i = 0; i < block.size(); i++) {
            int found = theirs.index.find(block.high(i), block.low(i));
            if (found != HashIndex.ABSENT) {
                picks[count] = theirs.first.pick(found);
                rows[count++] = block.row(i);
            }
        }
        ColumnBatch fetched = RowGather.gather(ParkFetchedFn.fetchedSchema(lookup), theirs.batches, picks, count);
        return fetched.with(
                ROW, new LongColumn(ColumnType.BIGINT, Arrays.copyOf(rows, count), Validity.allValid(count)));
    }

    /** The first row read of each key hash. */
    private static final class TheirIndex {
        private final HashIndex index = new HashIndex(1024);
        private final List<ColumnBatch> batches = new ArrayList<>();
        private final FirstRead first = new FirstRead();

        void offer(ColumnBatch batch) {
            int source = first.add(batch);
            batches.add(batch);
            LongColumn high = batch.longs(TheirRows.HIGH);
            LongColumn low = batch.longs(TheirRows.LOW);
            for (int row = 0; row < batch.rows(); row++) {
                int holder = index.find(high.value(row), low.value(row));
                int key = holder == HashIndex.ABSENT ? index.add(high.value(row), low.value(row)) : holder;
                first.offer(key, source, row);
            }
        }
    }
}
