package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.reject.RowTally;
import dev.starbeam.spill.ClaimReader;
import dev.starbeam.spill.StagedShard;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Emits the latest row of each natural key of the bundle's shards, one batch a partition. */
final class FindLatestFn extends DoFn<StagedShard, KV<Integer, ColumnBatch>> {
    private static final long serialVersionUID = 1L;
    private static final int MEMBERS_AT_ONCE = 1 << 20;

    private final DimensionModel model;
    private final Set<String> columns;
    private final int partitions;
    private transient @Nullable LatestMembersState state;

    FindLatestFn(DimensionModel model, Set<String> columns, int partitions) {
        this.model = model;
        this.columns = columns;
        this.partitions = partitions;
    }

    @ProcessElement
    public void find(@Element StagedShard shard, MultiOutputReceiver out) throws IOException {
        LatestMembersState latest = state == null ? new LatestMembersState(model) : state;
        try (ClaimReader reader = ClaimReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                latest.observe(batch);
            }
        }
        state = latest;
        if (latest.size() > MEMBERS_AT_ONCE) {
            flush(
                    (partition, rows) -> out.get(BuildDimension.PARTIALS).output(KV.of(partition, rows)),
                    tally -> out.get(BuildDimension.TALLIES).output(tally));
        }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
        flush(
                (partition, rows) -> context.output(
                        BuildDimension.PARTIALS,
                        KV.of(partition, rows),
                        BoundedWindow.TIMESTAMP_MIN_VALUE,
                        GlobalWindow.INSTANCE),
                tally -> context.output(
                        BuildDimension.TALLIES, tally, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
    }

    private void flush(BiConsumer<Integer, ColumnBatch> partials, Consumer<RowTally> tallies) {
        LatestMembersState latest = state;
        if (latest == null) {
            return;
        }
        List<ColumnBatch> batches = latest.partials(partitions);
        for (int partition = 0; partition < batches.size(); partition++) {
            if (batches.get(partition).rows() > 0) {
                partials.accept(partition, batches.get(partition));
            }
        }
        tallies.accept(tally(latest));
        state = null;
    }

    /** The latest rows are counted where they end up. */
    private RowTally tally(LatestMembersState latest) {
        long superseded = latest.observed() - latest.unknown() - latest.size();
        Map<String, Long> filtered =
                Map.of(BuildDimension.SUPERSEDED, superseded, BuildDimension.UNKNOWN_MEMBER, latest.unknown());
        return new RowTally(model.name(), latest.observed(), 0, Map.of(), filtered, 0, Map.of());
    }
}
