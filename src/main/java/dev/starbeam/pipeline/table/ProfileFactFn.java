package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.quality.statistic.ShardStates;
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
import org.apache.beam.sdk.values.KV;

/** Pass A over a fact: assembles the columns that checks judge and parks their statistics of a shard. */
final class ProfileFactFn extends DoFn<ParkedShard, KV<String, ParkedBlock>> {
    private static final long serialVersionUID = 1L;
    private final HashSecret secret = HashSecret.draw();

    private final Counter profiled = Metrics.counter(Progress.COUNTERS, "profiled");
    private final FactInputs inputs;
    private final TablePlan table;
    private final ParkingDirectory directory;
    private final ProfileTable.Spread spread;

    ProfileFactFn(FactInputs inputs, TablePlan table, ParkingDirectory directory, ProfileTable.Spread spread) {
        this.inputs = inputs;
        this.table = table;
        this.directory = directory;
        this.spread = spread;
    }

    @ProcessElement
    public void profile(ProcessContext context) throws IOException {
        FactInputs.Bound fact = inputs.bind(context);
        ParkedShard shard = context.element();
        CalendarSpan span = CalendarSpan.NONE;
        long[] sentinels = table.sentinels().stream().mapToLong(Long::longValue).toArray();
        try (ShardReader reader = ShardReader.open(shard, inputs.assembler().requiredColumns());
                ShardStates states =
                        new ShardStates(table.checks().emptyState(), shard.name(), directory, spread.sums());
                HashKeys hashes = new HashKeys(table.unique(), shard.name(), directory, spread.keys(), secret)) {
            for (ColumnBatch staged = reader.next(); staged != null; staged = reader.next()) {
                ColumnBatch rows = fact.assemble(staged).accepted();
                states.observe(rows);
                hashes.add(rows);
                for (String dateKey : table.dateKeys()) {
                    span = span.plus(CalendarSpan.ofKeys(rows.longs(dateKey).values(), sentinels));
                }
                profiled.inc(staged.rows());
            }
            hashes.finish().forEach(parked -> context.output(ProfileTable.KEYS, parked));
            states.finish().forEach(context::output);
        }
        if (!table.dateKeys().isEmpty()) {
            context.output(BatchParts.SPANS, span);
        }
    }
}
