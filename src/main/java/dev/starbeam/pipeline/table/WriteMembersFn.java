package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.SharedRows;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.warehouse.table.StarTables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Pass B over a dimension: flags and writes a shard of members; the file is named after its partition. */
public final class WriteMembersFn extends DoFn<ParkedShard, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final DimensionModel dimension;
    private final TableChecks checks;
    private final ParkedState state;
    private final PCollectionView<List<KV<String, ParkedBlock>>> shared;
    private final PublishDirectory directory;

    public WriteMembersFn(
            DimensionModel dimension,
            TableChecks checks,
            ParkedState state,
            PCollectionView<List<KV<String, ParkedBlock>>> shared,
            PublishDirectory directory) {
        this.dimension = dimension;
        this.checks = checks;
        this.state = state;
        this.shared = shared;
        this.directory = directory;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        ParkedShard shard = context.element();
        if (shard.rows() == 0) {
            return;
        }
        QualityState complete = checks.emptyState();
        complete.merge(state.state(context));
        SharedRows.OfShard duplicates = SharedRows.of(context.sideInput(shared)).read(shard.name());
        try (ShardReader reader = ShardReader.open(shard, checks.schema().names());
                CheckedTable table = CheckedTable.create(
                        StarTables.dimension(dimension),
                        checks,
                        RowFlagger.of(checks, complete),
                        directory,
                        Long.toHexString(shard.firstOffset()))) {
            for (ColumnBatch members = reader.next(); members != null; members = reader.next()) {
                table.write(members, new ExternalFlags(Map.of(), duplicates.next(members.rows())));
            }
            table.finish().forEach(context::output);
            context.output(WriteTable.FAILURES, table.failures());
        }
    }
}
