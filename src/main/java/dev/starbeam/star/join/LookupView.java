package dev.starbeam.star.join;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.OncePerWorker;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * A looked-up entity small enough for every worker to hold: what travels is where its rows are parked, and each worker
 * makes one {@link LookupTable} of them.
 */
public final class LookupView implements Serializable {
    private static final long serialVersionUID = 1L;

    private final LookupModel lookup;
    private final Schema buildSchema;
    private final PCollectionView<List<ParkedShard>> shards;
    private transient @Nullable LookupTable known;

    /** The table of {@code lookup}, whose entity has the columns {@code buildSchema} with provenance. */
    public LookupView(LookupModel lookup, Schema buildSchema, PCollectionView<List<ParkedShard>> shards) {
        this.lookup = lookup;
        this.buildSchema = buildSchema.project(List.copyOf(LookupTable.buildColumns(lookup)));
        this.shards = shards;
    }

    PCollectionView<List<ParkedShard>> view() {
        return shards;
    }

    /** The table, on the worker. */
    LookupTable table(DoFn<?, ?>.ProcessContext context) throws IOException {
        LookupTable table = known;
        if (table == null) {
            List<ParkedShard> build = List.copyOf(context.sideInput(shards));
            table = OncePerWorker.get(List.of(lookup, build), LookupTable.class, () -> read(build));
            known = table;
        }
        return table;
    }

    private LookupTable read(List<ParkedShard> build) throws IOException {
        List<ColumnBatch> batches = new ArrayList<>();
        for (ParkedShard shard : build) {
            try (ShardReader reader = ShardReader.open(shard, buildSchema.names())) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    batches.add(batch);
                }
            }
        }
        return LookupTable.of(lookup, buildSchema, batches);
    }
}
