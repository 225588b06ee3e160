package dev.starbeam.pipeline.table;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.run.RunPlan;
import dev.starbeam.run.load.RejectedRowFiles;
import dev.starbeam.run.load.SetAsideKeys;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.dimension.BuildDimension;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.StagedEntity;
import java.util.Map;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Builds a dimension. In: the staged shards it is built from. Out: {@link BatchParts#ROWS}, its members; {@link #KNOWN};
 * where rows have gone.
 */
public final class BuildMembers extends PTransform<PCollection<ParkedShard>, PCollectionTuple> {
    private static final long serialVersionUID = 1L;

    /** What facts may refer to: a part of the sources brings a part of the members, and others are published. */
    public static final TupleTag<ParkedShard> KNOWN = new TupleTag<>("known") {};

    private final transient DimensionModel dimension;
    private final transient Map<String, StagedEntity> entities;
    private final transient JoinPlan joins;
    private final transient RunPlan plan;

    private BuildMembers(DimensionModel dimension, Map<String, StagedEntity> entities, JoinPlan joins, RunPlan plan) {
        this.dimension = dimension;
        this.entities = entities;
        this.joins = joins;
        this.plan = plan;
    }

    /** @param entities what may be looked up, by name */
    public static BuildMembers of(
            DimensionModel dimension, Map<String, StagedEntity> entities, JoinPlan joins, RunPlan plan) {
        return new BuildMembers(dimension, entities, joins, plan);
    }

    @Override
    public PCollectionTuple expand(PCollection<ParkedShard> shards) {
        PCollectionTuple built = shards.apply(
                "Assemble",
                BuildDimension.of(
                                dimension,
                                new RejectedRowFiles(plan.publishDirectory(), SetAsideKeys.rejected(dimension)),
                                plan.parking())
                        .lookingUp(entities, joins)
                        .withPartitions(joins.sizes().rowPartitions(dimension.name())));
        PCollection<ParkedShard> rows = built.get(BuildDimension.MEMBERS);
        return PCollectionTuple.of(BatchParts.ROWS, rows)
                .and(KNOWN, plan.scope().isPart() ? withPublished(rows) : rows)
                .and(BatchParts.ROW_COUNTS, built.get(BuildDimension.ROW_COUNTS))
                .and(BatchParts.REJECT_FILES, built.get(BuildDimension.REJECT_FILES));
    }

    private PCollection<ParkedShard> withPublished(PCollection<ParkedShard> rows) {
        PCollection<ParkedShard> published = rows.getPipeline()
                .apply("Published keys of " + dimension.name(), new ReadPublishedKeys(plan, dimension));
        return PCollectionList.of(rows)
                .and(published)
                .apply("With published", Flatten.pCollections())
                .setCoder(ParkedShard.ShardCoder.of());
    }
}
