package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.unique.SharedRows;
import dev.starbeam.reject.FaultCounts;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.PublishDirectory;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.run.load.TableWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.star.fact.FactInputs;
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

/** Pass B over a fact: assembles all columns, flags by the merged statistics, and writes what is to be published. */
final class WriteFactFn extends DoFn<ParkedShard, LoadFile> {
    private static final long serialVersionUID = 1L;

    private final Counter written = Metrics.counter(Progress.COUNTERS, "written");
    private final FactModel fact;
    private final FactInputs inputs;
    private final FlagInputs flags;
    private final PublishDirectory directory;
    private final RejectedRowSink.Factory rejects;
    private final boolean filtersCount;

    /** @param filtersCount whether a row that is filtered was the one that counts of its grain */
    WriteFactFn(
            FactModel fact,
            FactInputs inputs,
            FlagInputs flags,
            PublishDirectory directory,
            RejectedRowSink.Factory rejects,
            boolean filtersCount) {
        this.fact = fact;
        this.inputs = inputs;
        this.flags = flags;
        this.directory = directory;
        this.rejects = rejects;
        this.filtersCount = filtersCount;
    }

    @ProcessElement
    public void write(ProcessContext context) throws IOException {
        long started = System.nanoTime();
        FactInputs.Bound assembler = inputs.bind(context);
        SharedRows.OfShard duplicates = flags.shared(context, context.element().name());
        RowCounts counts = RowCounts.empty(fact.name());
        try (ShardReader reader =
                        ShardReader.open(context.element(), inputs.assembler().requiredColumns());
                RejectedRowSink rejected = rejects.open(fact.name());
                TableWriter table = TableWriter.create(
                        StarTables.fact(fact),
                        flags.checks(),
                        flags.flagger(context, context.element().name()),
                        directory,
                        fileName(context.element()))) {
            for (ColumnBatch staged = reader.next(); staged != null; staged = reader.next()) {
                FactRows rows = assembler.assemble(staged);
                List<RejectedRow> aside = rows.rejected();
                RowCounts ofBatch = rows.counts();
                counts = counts.plus(ofBatch.with(ofBatch.faults().plus(FaultCounts.of(aside))));
                for (RejectedRow row : aside) {
                    rejected.add(row);
                }
                if (rows.accepted().rows() < staged.rows()) {
                    rejected.addKeys(rows.setAside(filtersCount));
                }
                table.write(
                        rows.accepted(),
                        new ExternalFlags(
                                orphans(rows), duplicates.next(rows.accepted().rows())));
                written.inc(staged.rows());
            }
            table.finish().forEach(context::output);
            rejected.finishAll().forEach(file -> context.output(RejectedRowFiles.staged(file)));
            context.output(BatchParts.ROW_COUNTS, withQuarantined(counts, table).timedSince(started));
            context.output(BatchParts.FLAGS, KV.of(fact.name(), table.failures()));
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

    private RowCounts withQuarantined(RowCounts counts, TableWriter table) {
        return new RowCounts(
                counts.stage(),
                counts.read(),
                table.publishedRows(),
                counts.rejected(),
                counts.filtered(),
                table.quarantinedRows(),
                counts.notes(),
                counts.faults());
    }

    static String fileName(ParkedShard shard) {
        byte[] id = shard.id().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().toHexDigits(LongHashFunction.xx().hashBytes(id));
    }
}
