package dev.starbeam.pipeline.table;

import dev.starbeam.quality.statistic.MergeStates;
import dev.starbeam.quality.unique.FindSharedKeys;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.calendar.CalendarSpan;
import java.util.ArrayList;
import java.util.List;
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

    /** One state a shard. */
    static final TupleTag<ParkedBlock> PARTS = new TupleTag<>("parts") {};

    /** Where the hashes are that {@code unique} checks compare. */
    static final TupleTag<KV<String, ParkedBlock>> KEYS = new TupleTag<>("keys") {};

    private final TablePlan table;
    private final DoFn<ParkedShard, ParkedBlock> observer;
    private final transient List<PCollectionView<?>> views;
    private final ParkingDirectory directory;

    /** @param observer parks a state a shard, and what else {@code table} asks for */
    ProfileTable(
            TablePlan table,
            DoFn<ParkedShard, ParkedBlock> observer,
            List<PCollectionView<?>> views,
            ParkingDirectory directory) {
        this.table = table;
        this.observer = observer;
        this.views = views;
        this.directory = directory;
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        PCollectionTuple observed =
                shards.apply("Observe", ParDo.of(observer).withSideInputs(views).withOutputTags(PARTS, others()));
        observed.get(PARTS).setCoder(ParkedBlock.BlockCoder.of());
        PCollectionTuple profile = PCollectionTuple.empty(shards.getPipeline());
        if (table.isJudged()) {
            profile = profile.and(
                    BatchParts.STATES,
                    observed.get(PARTS)
                            .apply(
                                    "Merge statistics",
                                    MergeStates.of(table.checks().table(), directory)));
        }
        if (observed.has(KEYS)) {
            observed.get(KEYS).setCoder(KvCoder.of(StringUtf8Coder.of(), ParkedBlock.BlockCoder.of()));
            profile = profile.and(SHARED, observed.get(KEYS).apply("Find shared keys", FindSharedKeys.in(directory)));
        }
        if (observed.has(BatchParts.SPANS)) {
            observed.get(BatchParts.SPANS).setCoder(CalendarSpan.SpanCoder.of());
            profile = profile.and(BatchParts.SPANS, observed.get(BatchParts.SPANS));
        }
        return profile;
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
