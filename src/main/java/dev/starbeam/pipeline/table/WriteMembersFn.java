package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.RowFlagger;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.HashBlock;
import dev.starbeam.quality.unique.SharedKeys;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.warehouse.table.StarTables;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Pass B over a dimension: flags and writes a batch of members; the file is named after its first key. */
public final class WriteMembersFn extends DoFn<ColumnBatch, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final DimensionModel dimension;
    private final TableChecks checks;
    private final PCollectionView<QualityState> state;
    private final PCollectionView<List<HashBlock>> shared;
    private final PublishDirectory directory;

    public WriteMembersFn(
            DimensionModel dimension,
            TableChecks checks,
            PCollectionView<QualityState> state,
            PCollectionView<List<HashBlock>> shared,
            PublishDirectory directory) {
        this.dimension = dimension;
        this.checks = checks;
        this.state = state;
        this.shared = shared;
        this.directory = directory;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        ColumnBatch members = context.element();
        if (members.rows() == 0) {
            return;
        }
        QualityState complete = checks.emptyState();
        complete.merge(context.sideInput(state));
        String name =
                HexFormat.of().toHexDigits(members.longs(dimension.keyColumn()).value(0));
        try (CheckedTable table = CheckedTable.create(
                StarTables.dimension(dimension), checks, RowFlagger.of(checks, complete), directory, name)) {
            SharedKeys sharedKeys = SharedKeys.of(context.sideInput(shared));
            table.write(members, new ExternalFlags(Map.of(), sharedKeys.duplicates(members, checks.checks())));
            table.finish().forEach(context::output);
            context.output(WriteTable.FAILURES, table.failures());
        }
    }
}
