package dev.starbeam.star.dimension;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.spill.BlockWriter;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardName;
import dev.starbeam.spill.ShardReader;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Parks the latest row of each natural key of the bundle's shards and tells where those of each partition are. */
final class FindLatestFn extends DoFn<ParkedShard, KV<Integer, ParkedBlock>> {
    private static final long serialVersionUID = 1L;
    private static final int MEMBERS_AT_ONCE = 1 << 18;
    private static final int ROWS_A_BLOCK = 1 << 13;

    private final DimensionModel model;
    private final Set<String> columns;
    private final ParkingDirectory directory;
    private final int partitions;
    private transient @Nullable LatestMembersState state;

    FindLatestFn(DimensionModel model, Set<String> columns, ParkingDirectory directory, int partitions) {
        this.model = model;
        this.columns = columns;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void find(@Element ParkedShard shard, MultiOutputReceiver out) throws IOException {
        LatestMembersState latest = state == null ? new LatestMembersState(model) : state;
        try (ShardReader reader = ShardReader.open(shard, columns)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                latest.observe(batch);
            }
        }
        state = latest;
        if (latest.size() > MEMBERS_AT_ONCE) {
            flush(
                    out.get(BuildDimension.PARTIALS)::output,
                    counts -> out.get(BuildDimension.ROW_COUNTS).output(counts));
        }
    }

    @FinishBundle
    public void finish(FinishBundleContext context) throws IOException {
        flush(
                parked -> context.output(
                        BuildDimension.PARTIALS, parked, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE),
                counts -> context.output(
                        BuildDimension.ROW_COUNTS, counts, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
    }

    private void flush(Consumer<KV<Integer, ParkedBlock>> partials, Consumer<RowCounts> rowCounts) throws IOException {
        LatestMembersState latest = state;
        if (latest == null) {
            return;
        }
        ShardName all = new ShardName(model.name(), "", 0);
        try (BlockWriter<Integer> file = new BlockWriter<>(directory, model.name() + "_latest")) {
            latest.partials(partitions, ROWS_A_BLOCK, (partition, rows) -> file.park(partition, all, rows));
            file.finish().forEach(partials);
        }
        rowCounts.accept(counts(latest));
        state = null;
    }

    /** The latest rows are counted where they end up. */
    private RowCounts counts(LatestMembersState latest) {
        long superseded = latest.observed() - latest.unknown() - latest.size();
        Map<String, Long> filtered =
                Map.of(BuildDimension.SUPERSEDED, superseded, BuildDimension.UNKNOWN_MEMBER, latest.unknown());
        return new RowCounts(model.name(), latest.observed(), 0, Map.of(), filtered, 0, Map.of());
    }
}
