package dev.starbeam.quality.statistic;

import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Merges the parked states of a table's shards into one, parked too. In: what {@link ParkedState#park} parked. Out: where
 * the one is, under the table's name; nothing where there were no states. A state can have many keys, so that only where
 * it is travels; it is held by one worker at a time, and by those who judge.
 */
public final class MergeStates extends PTransform<PCollection<ParkedBlock>, PCollection<ParkedBlock>> {
    private static final long serialVersionUID = 1L;

    private final String table;
    private final ParkingDirectory directory;

    private MergeStates(String table, ParkingDirectory directory) {
        this.table = table;
        this.directory = directory;
    }

    /** Parks the merged state of {@code table} in {@code directory}. */
    public static MergeStates of(String table, ParkingDirectory directory) {
        return new MergeStates(table, directory);
    }

    @Override
    public PCollection<ParkedBlock> expand(PCollection<ParkedBlock> states) {
        return states.apply("To one", WithKeys.of(0))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()))
                .apply("Meet", GroupByKey.create())
                .apply("Merge", ParDo.of(new MergeFn(table, directory)))
                .setCoder(ParkedBlock.BlockCoder.of());
    }

    private static final class MergeFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, ParkedBlock> {
        private static final long serialVersionUID = 1L;

        private final String table;
        private final ParkingDirectory directory;

        MergeFn(String table, ParkingDirectory directory) {
            this.table = table;
            this.directory = directory;
        }

        @ProcessElement
        public void merge(@Element KV<Integer, Iterable<ParkedBlock>> states, OutputReceiver<ParkedBlock> merged)
                throws IOException {
            ShardName whole = new ShardName(table, "", 0);
            merged.output(ParkedState.park(ParkedState.read(states.getValue()), whole, directory));
        }
    }
}
