package dev.starbeam.pipeline.table;

import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.statistic.ShardSums;
import dev.starbeam.quality.unique.SharedRows;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ShardName;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** What flagging a table's rows takes on a worker: the statistics of all of them, and which of them share a key. */
final class FlagInputs implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TableChecks checks;
    private final @Nullable ParkedState state;
    private final @Nullable PCollectionView<List<KV<String, ParkedBlock>>> sums;
    private final @Nullable PCollectionView<List<KV<String, ParkedBlock>>> shared;
    private transient @Nullable RowFlagger flagger;
    private transient @Nullable ShardSums shardSums;
    private transient @Nullable SharedRows sharedRows;

    private FlagInputs(
            TableChecks checks,
            @Nullable ParkedState state,
            @Nullable PCollectionView<List<KV<String, ParkedBlock>>> sums,
            @Nullable PCollectionView<List<KV<String, ParkedBlock>>> shared) {
        this.checks = checks;
        this.state = state;
        this.sums = sums;
        this.shared = shared;
    }

    /** @param profile what {@link ProfileTable} found out; what is missing is not needed */
    static FlagInputs of(TableChecks checks, PCollectionTuple profile) {
        TupleTag<ParkedBlock> common = profile.has(ProfileTable.COMMON) ? ProfileTable.COMMON : BatchParts.STATES;
        return new FlagInputs(
                checks,
                profile.has(common) ? new ParkedState(profile.get(common).apply("Statistics", View.asList())) : null,
                list(profile, ProfileTable.OF_SHARDS, "Sums of shards"),
                list(profile, ProfileTable.SHARED, "Shared keys"));
    }

    private static @Nullable PCollectionView<List<KV<String, ParkedBlock>>> list(
            PCollectionTuple profile, TupleTag<KV<String, ParkedBlock>> tag, String what) {
        return profile.has(tag) ? profile.get(tag).apply(what, View.asList()) : null;
    }

    TableChecks checks() {
        return checks;
    }

    /** What to give to {@code ParDo.withSideInputs}. */
    List<PCollectionView<?>> views() {
        List<PCollectionView<?>> views = new ArrayList<>();
        if (state != null) {
            views.add(state.view());
        }
        if (sums != null) {
            views.add(sums);
        }
        if (shared != null) {
            views.add(shared);
        }
        return views;
    }

    /** What flags the rows of one shard. */
    RowFlagger flagger(DoFn<?, ?>.ProcessContext context, ShardName shard) throws IOException {
        RowFlagger common = common(context);
        if (state == null || sums == null) {
            return common;
        }
        ShardSums known = shardSums;
        if (known == null) {
            known = ShardSums.of(context.sideInput(sums), context.sideInput(state.view()));
            shardSums = known;
        }
        return common.judgingBy(known.read(shard), checks);
    }

    /** Its limits cost some microseconds and bytes a key, so that threads share it. */
    private RowFlagger common(DoFn<?, ?>.ProcessContext context) throws IOException {
        RowFlagger known = flagger;
        if (known == null) {
            known = state == null
                    ? RowFlagger.of(checks, checks.emptyState())
                    : state.made(context, RowFlagger.class, merged -> RowFlagger.of(checks, checks.complete(merged)));
            flagger = known;
        }
        return known;
    }

    /** The rows of one shard that share a key with another row of the table. */
    SharedRows.OfShard shared(DoFn<?, ?>.ProcessContext context, ShardName shard) throws IOException {
        SharedRows known = sharedRows;
        if (known == null) {
            known = SharedRows.of(shared == null ? List.of() : context.sideInput(shared));
            sharedRows = known;
        }
        return known.read(shard);
    }
}
