package dev.starbeam.star.key;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Collects one surrogate key column of every batch into one {@link KeySet}, as a side input for the stages that verify
 * references; the empty set when there is no batch. Costs one array of keys a batch on the wire.
 */
public final class CollectKeys extends PTransform<PCollection<ColumnBatch>, PCollectionView<KeySet>> {
    private static final long serialVersionUID = 1L;

    private final String keyColumn;

    private CollectKeys(String keyColumn) {
        this.keyColumn = keyColumn;
    }

    /** The keys in {@code keyColumn}, a bigint column without NULLs. */
    public static CollectKeys of(String keyColumn) {
        return new CollectKeys(keyColumn);
    }

    @Override
    public PCollectionView<KeySet> expand(PCollection<ColumnBatch> members) {
        return members.apply(
                "Unite keys", Combine.globally(new UniteKeys(keyColumn)).asSingletonView());
    }

    /** Gathers sets in a list and unites them once, at the end. */
    private static final class UniteKeys extends Combine.CombineFn<ColumnBatch, List<KeySet>, KeySet> {
        private static final long serialVersionUID = 1L;

        private final String keyColumn;

        UniteKeys(String keyColumn) {
            this.keyColumn = keyColumn;
        }

        @Override
        public List<KeySet> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<KeySet> addInput(List<KeySet> sets, ColumnBatch members) {
            sets.add(KeySet.of(((LongColumn) members.column(keyColumn)).values()));
            return sets;
        }

        @Override
        public List<KeySet> mergeAccumulators(Iterable<List<KeySet>> lists) {
            List<KeySet> all = new ArrayList<>();
            lists.forEach(all::addAll);
            return all;
        }

        @Override
        public KeySet extractOutput(List<KeySet> sets) {
            return KeySet.union(sets);
        }

        @Override
        public Coder<List<KeySet>> getAccumulatorCoder(CoderRegistry registry, Coder<ColumnBatch> inputCoder) {
            return ListCoder.of(KeySetCoder.of());
        }

        @Override
        public Coder<KeySet> getDefaultOutputCoder(CoderRegistry registry, Coder<ColumnBatch> inputCoder) {
            return KeySetCoder.of();
        }
    }
}
