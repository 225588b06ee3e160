package dev.starbeam.quality.statistic;

import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Merges the parked states of a table's shards into one, parked too. In: what {@link ParkedState#park} parked. Out: a
 * view for {@link ParkedState}, empty where there were no states. A state can have many keys. So only its place travels, and one worker at a time
 * holds it, beside those who judge.
 */
public final class MergeStates extends PTransform<PCollection<ParkedBlock>, PCollectionView<List<ParkedBlock>>> {
    private static final long serialVersionUID = 1L;

    private final ParkingDirectory directory;

    private MergeStates(ParkingDirectory directory) {
        this.directory = directory;
    }

    /** Parks the merged state in {@code directory}. */
    public static MergeStates in(ParkingDirectory directory) {
        return new MergeStates(directory);
    }

    @Override
    public PCollectionView<List<ParkedBlock>> expand(PCollection<ParkedBlock> states) {
        return states.apply("To one", WithKeys.of(0))
                .setCoder(KvCoder.of(VarIntCoder.of(), ParkedBlock.BlockCoder.of()))
                .apply("Meet", GroupByKey.create())
                .apply("Merge", ParDo.of(new MergeFn(directory)))
                .setCoder(ParkedBlock.BlockCoder.of())
                .apply("Merged", View.asList());
    }

    private static final class MergeFn extends DoFn<KV<Integer, Iterable<ParkedBlock>>, ParkedBlock> {
        private static final long serialVersionUID = 1L;

        private final ParkingDirectory directory;

        MergeFn(ParkingDirectory directory) {
            this.directory = directory;
        }

        @ProcessElement
        public void merge(@Element KV<Integer, Iterable<ParkedBlock>> states, OutputReceiver<ParkedBlock> merged)
                throws IOException {
            ShardName whole = new ShardName("state", "", 0);
            merged.output(ParkedState.park(ParkedState.read(states.getValue()), whole, directory));
        }
    }
}
