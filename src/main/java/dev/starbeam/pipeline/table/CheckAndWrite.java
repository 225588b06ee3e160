package dev.starbeam.pipeline.table;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.quality.unique.UniqueChecks;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.LoadFile;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.run.load.SetAsideKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.fact.FactInputs;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Finds out what the checks of a table need to know of all its rows, then flags the rows and writes those that are to be
 * published. In: its shards. Out: the {@link BatchParts} that a table has.
 */
public final class CheckAndWrite extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final transient TablePlan table;
    private final transient List<PCollectionView<?>> views;
    private final transient DoFn<ParkedShard, KV<String, ParkedBlock>> observer;
    private final transient Function<FlagInputs, DoFn<ParkedShard, LoadFile>> writer;
    private final transient ParkingDirectory directory;
    private final transient ProfileTable.Spread spread;

    private CheckAndWrite(
            TablePlan table,
            List<PCollectionView<?>> views,
            DoFn<ParkedShard, KV<String, ParkedBlock>> observer,
            Function<FlagInputs, DoFn<ParkedShard, LoadFile>> writer,
            ParkingDirectory directory,
            ProfileTable.Spread spread) {
        this.table = table;
        this.views = views;
        this.observer = observer;
        this.writer = writer;
        this.directory = directory;
        this.spread = spread;
    }

    /** The members of a dimension, to be applied to the shards that hold them. */
    public static CheckAndWrite members(DimensionModel dimension, RunPlan plan) {
        TablePlan table = TablePlan.of(dimension, plan.model());
        ProfileTable.Spread spread = ProfileTable.Spread.of(table, plan.sizes());
        return new CheckAndWrite(
                table,
                List.of(),
                new ProfileMembersFn(table, plan.parking(), spread),
                flags -> new WriteMembersFn(dimension, flags, plan.publishDirectory()),
                plan.parking(),
                spread);
    }

    /** The rows that {@code inputs} assembles of a fact's shards. */
    public static CheckAndWrite rows(FactModel fact, FactInputs inputs, RunPlan plan) {
        TablePlan table = TablePlan.of(fact, plan.model());
        ProfileTable.Spread spread = ProfileTable.Spread.of(table, plan.sizes());
        return new CheckAndWrite(
                table,
                inputs.views(),
                new ProfileFactFn(inputs.wanting(table.columns()), table, plan.parking(), spread),
                flags -> new WriteFactFn(
                        fact,
                        inputs,
                        flags,
                        plan.publishDirectory(),
                        new RejectedRowFiles(plan.publishDirectory(), SetAsideKeys.rejected(fact)),
                        isLatestOfGrain(fact, plan)),
                plan.parking(),
                spread);
    }

    /** Whether staging leaves of each grain the row that counts. */
    private static boolean isLatestOfGrain(FactModel fact, RunPlan plan) {
        return fact.version() != null
                && UniqueChecks.isProven(fact.grain(), fact, plan.model().staged(fact.from()));
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        String name = table.checks().table();
        PCollectionTuple profile = PCollectionTuple.empty(shards.getPipeline());
        if (table.needsProfile()) {
            profile = shards.apply("Profile " + name, new ProfileTable(table, observer, views, directory, spread));
        }
        PCollectionTuple written =
                shards.apply("Write " + name, new WriteTable(table.checks(), profile, views, writer));
        return with(BatchParts.SPANS, profile, with(BatchParts.STATES, profile, written));
    }

    private static <T> PCollectionTuple with(TupleTag<T> tag, PCollectionTuple some, PCollectionTuple parts) {
        return some.has(tag) ? parts.and(tag, some.get(tag)) : parts;
    }
}
