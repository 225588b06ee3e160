package dev.starbeam.pipeline.table;

import dev.starbeam.model.StagingModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.run.load.SetAsideKeys;
import dev.starbeam.source.Source;
import dev.starbeam.source.SplitRanges;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.SpreadShards;
import dev.starbeam.staging.DropDuplicates;
import dev.starbeam.staging.StageRows;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Reads what a batch has to read of a source and stages it as one entity. Out: {@link BatchParts#ROWS}, without duplicates
 * where the entity declares so, and where the others have gone.
 */
public final class StageEntity extends PTransform<PBegin, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    private final transient StagingModel entity;
    private final transient Source source;
    private final transient RangeList ranges;
    private final transient RunPlan plan;

    private StageEntity(StagingModel entity, Source source, RangeList ranges, RunPlan plan) {
        this.entity = entity;
        this.source = source;
        this.ranges = ranges;
        this.plan = plan;
    }

    /** @param ranges what the batch reads of {@code source}, as {@code plan} says */
    public static StageEntity of(StagingModel entity, Source source, RangeList ranges, RunPlan plan) {
        return new StageEntity(entity, source, ranges, plan);
    }

    @Override
    public PCollectionTuple expand(PBegin begin) {
        RejectedRowFiles rejects =
                new RejectedRowFiles(plan.publishDirectory(), SetAsideKeys.unstaged(entity, plan.model()));
        PCollectionTuple staged = begin.apply(
                        "Find " + entity.from(),
                        SplitRanges.of(source, plan.rangesOf(entity.from())).listedBy(ranges))
                .apply("Parse and evaluate", StageRows.of(entity, source, plan.parking(), rejects));
        PCollection<ParkedShard> shards = staged.get(StageRows.STAGED);
        if (plan.readsWhole(entity.from())) {
            shards = shards.apply("Spread", SpreadShards.create());
        }
        PCollectionTuple parts = PCollectionTuple.of(BatchParts.ROW_COUNTS, staged.get(StageRows.ROW_COUNTS))
                .and(BatchParts.REJECT_FILES, staged.get(StageRows.REJECT_FILES))
                .and(BatchParts.SUMS, staged.get(StageRows.SUMS));
        if (!entity.deduplication().isDeclared()) {
            return parts.and(BatchParts.ROWS, shards);
        }
        PCollectionTuple kept = shards.apply(
                "Drop duplicates of " + entity.name(),
                DropDuplicates.of(entity, plan.parking())
                        .withPartitions(plan.sizes().keyPartitions(entity.name())));
        return parts.and(BatchParts.ROWS, kept.get(DropDuplicates.KEPT))
                .and(BatchParts.MORE_ROW_COUNTS, kept.get(DropDuplicates.ROW_COUNTS));
    }
}
