package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.SharedRows;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.LoadFile;
import dev.starbeam.run.PublishDirectory;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.star.fact.FactRows;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.words.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.openhft.hashing.LongHashFunction;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** Pass B over a fact: assembles all columns, flags by the merged statistics, and writes what is to be published. */
public final class WriteFactFn extends DoFn<ParkedShard, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final Counter written = Metrics.counter(Progress.COUNTERS, "written");
    private final FactModel fact;
    private final FactInputs inputs;
    private final TableChecks checks;
    private final ParkedState state;
    private final PCollectionView<List<KV<String, ParkedBlock>>> shared;
    private final PublishDirectory directory;
    private final RejectedRowSink.Factory rejects;
    private transient @Nullable RowFlagger flagger;
    private transient @Nullable SharedRows sharedRows;

    public WriteFactFn(
            FactModel fact,
            FactInputs inputs,
            TableChecks checks,
            ParkedState state,
            PCollectionView<List<KV<String, ParkedBlock>>> shared,
            PublishDirectory directory,
            RejectedRowSink.Factory rejects) {
        this.fact = fact;
        this.inputs = inputs;
        this.checks = checks;
        this.state = state;
        this.shared = shared;
        this.directory = directory;
        this.rejects = rejects;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        long started = System.nanoTime();
        FactInputs.Bound assembler = inputs.bind(context);
        SharedRows.OfShard duplicates =
                sharedRows(context).read(context.element().name());
        RowCounts counts = RowCounts.empty(fact.name());
        try (ShardReader reader =
                        ShardReader.open(context.element(), inputs.assembler().requiredColumns());
                RejectedRowSink rejected = rejects.open(fact.name());
                CheckedTable table = CheckedTable.create(
                        StarTables.fact(fact), checks, flagger(context), directory, fileName(context.element()))) {
            for (ColumnBatch staged = reader.next(); staged != null; staged = reader.next()) {
                FactRows rows = assembler.assemble(staged);
                counts = counts.plus(rows.counts());
                for (RejectedRow row : rows.rejected()) {
                    rejected.add(row);
                }
                table.write(
                        rows.accepted(),
                        new ExternalFlags(
                                orphans(rows), duplicates.next(rows.accepted().rows())));
                written.inc(staged.rows());
            }
            table.finish().forEach(context::output);
            rejected.finish().map(RejectedRowFiles::staged).ifPresent(context::output);
            context.output(WriteTable.ROW_COUNTS, withQuarantined(counts, table).timedSince(started));
            context.output(WriteTable.FAILURES, table.failures());
        }
    }

    /** The fact's own columns name the orphans for the checks. */
    private Map<String, Selection> orphans(FactRows rows) {
        Map<String, Selection> byKey = rows.orphans();
        Map<String, Selection> byColumn = new HashMap<>();
        for (ReferenceModel reference : fact.references()) {
            Selection orphans = byKey.get(reference.keyColumn());
            if (orphans != null) {
                byColumn.put(reference.column(), orphans);
            }
        }
        return byColumn;
    }

    private RowCounts withQuarantined(RowCounts counts, CheckedTable table) {
        return new RowCounts(
                counts.stage(),
                counts.read(),
                table.publishedRows(),
                counts.rejected(),
                counts.filtered(),
                table.quarantinedRows(),
                counts.notes());
    }

    /** Its limits cost some microseconds a key, so it is kept. */
    private RowFlagger flagger(ProcessContext context) throws IOException {
        RowFlagger known = flagger;
        if (known == null) {
            QualityState complete = checks.emptyState();
            complete.merge(state.state(context));
            known = RowFlagger.of(checks, complete);
            flagger = known;
        }
        return known;
    }

    private SharedRows sharedRows(ProcessContext context) {
        SharedRows known = sharedRows;
        if (known == null) {
            known = SharedRows.of(context.sideInput(shared));
            sharedRows = known;
        }
        return known;
    }

    static String fileName(ParkedShard shard) {
        byte[] id = shard.id().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(LongHashFunction.xx().hashBytes(id));
    }
}
