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
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/**
 * Pass A over a table: parks one state of its checks' statistics a shard. Of a fact it assembles the columns that checks
 * judge; a dimension's shards hold its members as they are.
 */
final class ProfileFn extends DoFn<ParkedShard, ParkedBlock> {
    private static final long serialVersionUID = 1L;

    private final Counter profiled = Metrics.counter(Progress.COUNTERS, "profiled");
    private final TablePlan table;
    private final @Nullable FactInputs fact;
    private final ParkingDirectory directory;
    private final int partitions;

    private ProfileFn(TablePlan table, @Nullable FactInputs fact, ParkingDirectory directory, int partitions) {
        this.table = table;
        this.fact = fact;
        this.directory = directory;
        this.partitions = partitions;
    }

    /** @param partitions over how many partitions keys that must be compared are spread */
    static ProfileFn members(TablePlan table, ParkingDirectory directory, int partitions) {
        return new ProfileFn(table, null, directory, partitions);
    }

    /**
     * Of the rows that {@code inputs} assembles.
     *
     * @param partitions over how many partitions keys that must be compared are spread
     */
    static ProfileFn rows(TablePlan table, FactInputs inputs, ParkingDirectory directory, int partitions) {
        return new ProfileFn(table, inputs.wanting(table.columns()), directory, partitions);
    }

    @ProcessElement
    public void profile(ProcessContext context) throws IOException {
        UnaryOperator<ColumnBatch> assembled = assembler(context);
        QualityState state = table.checks().emptyState();
        ParkedShard shard = context.element();
        CalendarSpan span = CalendarSpan.NONE;
        try (ShardReader reader = ShardReader.open(shard, columns());
                HashKeys hashes = new HashKeys(table.unique(), shard.name(), directory, partitions)) {
            for (ColumnBatch staged = reader.next(); staged != null; staged = reader.next()) {
                ColumnBatch rows = assembled.apply(staged);
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

    private Collection<String> columns() {
        return fact == null ? table.checks().schema().names() : fact.assembler().requiredColumns();
    }

    private UnaryOperator<ColumnBatch> assembler(ProcessContext context) throws IOException {
        if (fact == null) {
            return UnaryOperator.identity();
        }
        FactInputs.Bound bound = fact.bind(context);
        return staged -> bound.assemble(staged).accepted();
    }
}
