package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.unique.HashKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.ShardReader;
import dev.starbeam.star.calendar.CalendarSpan;
import dev.starbeam.star.fact.FactInputs;
import dev.starbeam.words.Progress;
import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;

/** Pass A over a fact: assembles the columns that checks judge and parks one state of their statistics a shard. */
final class ProfileFactFn extends DoFn<ParkedShard, ParkedBlock> {
    private static final long serialVersionUID = 1L;

    private final Counter profiled = Metrics.counter(Progress.COUNTERS, "profiled");
    private final FactInputs inputs;
    private final TablePlan table;
    private final ParkingDirectory directory;
    private final int partitions;

    /** @param partitions over how many partitions keys that must be compared are spread */
    ProfileFactFn(FactInputs inputs, TablePlan table, ParkingDirectory directory, int partitions) {
        this.inputs = inputs;
        this.table = table;
        this.directory = directory;
        this.partitions = partitions;
    }

    @ProcessElement
    public void profile(ProcessContext context) throws IOException {
        FactInputs.Bound fact = inputs.bind(context);
        QualityState state = table.checks().emptyState();
        ParkedShard shard = context.element();
        CalendarSpan span = CalendarSpan.NONE;
        try (ShardReader reader = ShardReader.open(shard, inputs.assembler().requiredColumns());
                HashKeys hashes = new HashKeys(table.unique(), shard.name(), directory, partitions)) {
            for (ColumnBatch staged = reader.next(); staged != null; staged = reader.next()) {
                ColumnBatch rows = fact.assemble(staged).accepted();
                state.observe(rows, Selection.all(rows.rows()));
                hashes.add(rows);
                for (String dateKey : table.dateKeys()) {
                    span = span.plus(CalendarSpan.ofKeys(rows.longs(dateKey).values()));
                }
                profiled.inc(staged.rows());
            }
            hashes.finish().forEach(parked -> context.output(ProfileTable.KEYS, parked));
        }
        context.output(ParkedState.park(state, shard.name(), directory));
        if (!table.dateKeys().isEmpty()) {
            context.output(BatchParts.SPANS, span);
        }
    }
}
