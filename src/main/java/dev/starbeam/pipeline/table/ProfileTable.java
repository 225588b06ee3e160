package dev.starbeam.pipeline.table;

import dev.starbeam.quality.statistic.MergeStates;
import dev.starbeam.quality.unique.FindSharedKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.TableSizes;
import dev.starbeam.star.calendar.CalendarSpan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Pass A over a table. In: its shards. Out, as far as {@code table} asks for it: {@link BatchParts#STATES}, the statistics
 * that its checks need; {@link #SHARED}, the rows that share a key; {@link BatchParts#SPANS}, the days of its rows.
 */
final class ProfileTable extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    static final TupleTag<KV<String, ParkedBlock>> SHARED = new TupleTag<>("shared") {};

    /** The statistics that everyone who flags holds, where that is not all of them. */
    static final TupleTag<ParkedBlock> COMMON = new TupleTag<>("common") {};

    /** The sums by key that flagging one shard takes beside them. */
    static final TupleTag<KV<String, ParkedBlock>> OF_SHARDS = new TupleTag<>("ofShards") {};

    /** The statistics of shards. */
    static final TupleTag<KV<String, ParkedBlock>> PARTS = new TupleTag<>("parts") {};

    /** Where the hashes are that {@code unique} checks compare. */
    static final TupleTag<KV<String, ParkedBlock>> KEYS = new TupleTag<>("keys") {};

    private static final Coder<KV<String, ParkedBlock>> KEYED_BLOCKS =
            KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of());

    private final TablePlan table;
    private final DoFn<ParkedShard, KV<String, ParkedBlock>> observer;
    private final transient List<PCollectionView<?>> views;
    private final ParkingDirectory directory;
    private final Spread spread;

    /** @param observer parks the statistics of a shard, and what else {@code table} asks for */
    ProfileTable(
            TablePlan table,
            DoFn<ParkedShard, KV<String, ParkedBlock>> observer,
            List<PCollectionView<?>> views,
            ParkingDirectory directory,
            Spread spread) {
        this.table = table;
        this.observer = observer;
        this.views = views;
        this.directory = directory;
        this.spread = spread;
    }

    /**
     * How widely a table's keys are spread, so that a part of them fits a worker.
     *
     * @param keys over how many partitions, those that are compared between rows
     * @param sums over how many ranges, those that statistics are taken by
     */
    record Spread(int keys, int sums) implements Serializable {
        static Spread of(TablePlan table, TableSizes sizes) {
            String name = table.checks().table();
            boolean byKey = !table.checks().emptyState().byKey().isEmpty();
            return new Spread(sizes.keyPartitions(name), byKey ? sizes.sumRanges(name) : 1);
        }
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        PCollectionTuple observed =
                shards.apply("Observe", ParDo.of(observer).withSideInputs(views).withOutputTags(PARTS, others()));
        observed.get(PARTS).setCoder(KEYED_BLOCKS);
        PCollectionTuple profile = PCollectionTuple.empty(shards.getPipeline());
        if (table.isJudged()) {
            profile = statistics(observed.get(PARTS), profile);
        }
        if (observed.has(KEYS)) {
            observed.get(KEYS).setCoder(KEYED_BLOCKS);
            profile = profile.and(SHARED, observed.get(KEYS).apply("Find shared keys", FindSharedKeys.in(directory)));
        }
        if (observed.has(BatchParts.SPANS)) {
            observed.get(BatchParts.SPANS).setCoder(CalendarSpan.SpanCoder.of());
            profile = profile.and(BatchParts.SPANS, observed.get(BatchParts.SPANS));
        }
        return profile;
    }

    private PCollectionTuple statistics(PCollection<KV<String, ParkedBlock>> parts, PCollectionTuple profile) {
        PCollectionTuple merged =
                parts.apply("Merge statistics", MergeStates.of(table.checks().table(), directory, spread.sums()));
        PCollectionTuple more = profile.and(BatchParts.STATES, merged.get(MergeStates.MERGED));
        return spread.sums() == 1
                ? more
                : more.and(COMMON, merged.get(MergeStates.COMMON)).and(OF_SHARDS, merged.get(MergeStates.OF_SHARDS));
    }

    private TupleTagList others() {
        List<TupleTag<?>> tags = new ArrayList<>();
        if (!table.unique().isEmpty()) {
            tags.add(KEYS);
        }
        if (!table.dateKeys().isEmpty()) {
            tags.add(BatchParts.SPANS);
        }
        return TupleTagList.of(tags);
    }
}
