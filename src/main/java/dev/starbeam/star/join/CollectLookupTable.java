package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.ColumnBatchCoder;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Makes the looked-up entity's living rows one {@link LookupTable}, for every worker. In: its staged shards. Out: a
 * view of the table, empty when there are no rows. Costs the key, the fetched columns and the provenance of each row
 * once on the wire, and the table on each worker.
 */
public final class CollectLookupTable extends PTransform<PCollection<StagedShard>, PCollectionView<LookupTable>> {
    private static final long serialVersionUID = 1L;

    private final LookupModel lookup;
    private final Schema theirSchema;

    private CollectLookupTable(LookupModel lookup, Schema theirSchema) {
        this.lookup = lookup;
        this.theirSchema = theirSchema;
    }

    /** The table of {@code lookup}, whose entity has the columns {@code theirSchema} with provenance. */
    public static CollectLookupTable of(LookupModel lookup, Schema theirSchema) {
        return new CollectLookupTable(lookup, theirSchema.project(List.copyOf(LookupTable.theirColumns(lookup))));
    }

    @Override
    public PCollectionView<LookupTable> expand(PCollection<StagedShard> theirs) {
        return theirs.apply("Read their rows", ParDo.of(new ReadColumnsFn(LookupTable.theirColumns(lookup))))
                .setCoder(ColumnBatchCoder.of())
                .apply(
                        "Make table",
                        Combine.globally(new MakeTable(lookup, theirSchema)).asSingletonView());
    }

    /** Reads columns of a shard's living rows. */
    private static final class ReadColumnsFn extends DoFn<StagedShard, ColumnBatch> {
        private static final long serialVersionUID = 1L;

        private final Set<String> columns;

        ReadColumnsFn(Set<String> columns) {
            this.columns = columns;
        }

        @ProcessElement
        public void read(@Element StagedShard shard, OutputReceiver<ColumnBatch> out) throws IOException {
            try (ClaimReader reader = ClaimReader.open(shard, columns)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    if (batch.rows() > 0) {
                        out.output(batch);
                    }
                }
            }
        }
    }

    /** Gathers batches in a list and makes the table once, at the end. */
    private static final class MakeTable extends Combine.CombineFn<ColumnBatch, List<ColumnBatch>, LookupTable> {
        private static final long serialVersionUID = 1L;

        private final LookupModel lookup;
        private final Schema theirSchema;

        MakeTable(LookupModel lookup, Schema theirSchema) {
            this.lookup = lookup;
            this.theirSchema = theirSchema;
        }

        @Override
        public List<ColumnBatch> createAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public List<ColumnBatch> addInput(List<ColumnBatch> batches, ColumnBatch batch) {
            batches.add(batch);
            return batches;
        }

        @Override
        public List<ColumnBatch> mergeAccumulators(Iterable<List<ColumnBatch>> lists) {
            List<ColumnBatch> all = new ArrayList<>();
            lists.forEach(all::addAll);
            return all;
        }

        @Override
        public LookupTable extractOutput(List<ColumnBatch> batches) {
            return LookupTable.of(lookup, theirSchema, batches);
        }

        @Override
        public Coder<List<ColumnBatch>> getAccumulatorCoder(CoderRegistry registry, Coder<ColumnBatch> inputCoder) {
            return ListCoder.of(ColumnBatchCoder.of());
        }

        @Override
        public Coder<LookupTable> getDefaultOutputCoder(CoderRegistry registry, Coder<ColumnBatch> inputCoder) {
            return LookupTableCoder.of();
        }
    }
}
