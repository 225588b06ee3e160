package dev.starbeam.pipeline;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.LookupModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.pipeline.landing.RawLandings;
import dev.starbeam.pipeline.publish.NameRecords;
import dev.starbeam.pipeline.publish.PublishInputs;
import dev.starbeam.pipeline.publish.PublishRecords;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.pipeline.publish.RecordBatch;
import dev.starbeam.pipeline.table.DeclaredChecks;
import dev.starbeam.pipeline.table.FactColumns;
import dev.starbeam.pipeline.table.FactInputs;
import dev.starbeam.pipeline.table.ProfileFact;
import dev.starbeam.pipeline.table.ProfileMembers;
import dev.starbeam.pipeline.table.ReadPublishedKeys;
import dev.starbeam.pipeline.table.RejectedRowFiles;
import dev.starbeam.pipeline.table.ResolvedReferences;
import dev.starbeam.pipeline.table.UniqueChecks;
import dev.starbeam.pipeline.table.WriteFactFn;
import dev.starbeam.pipeline.table.WriteMembersFn;
import dev.starbeam.pipeline.table.WriteTable;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.MergeStates;
import dev.starbeam.quality.statistic.ParkedState;
import dev.starbeam.quality.unique.FindSharedKeys;
import dev.starbeam.reject.RejectedRowSink;
import dev.starbeam.run.RunPlan;
import dev.starbeam.source.Source;
import dev.starbeam.source.SplitRanges;
import dev.starbeam.spill.ParkedBlock;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.SpreadShards;
import dev.starbeam.staging.DropDuplicates;
import dev.starbeam.staging.StageRows;
import dev.starbeam.star.dimension.BuildDimension;
import dev.starbeam.star.fact.FactAssembler;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.ResolvedLookups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A declared batch pipeline as a Beam graph.
 *
 * <pre>
 *   find shards ─► stage ─► drop duplicates ─┬─► build dimensions ─► profile ─► flag and write ─┐
 *                                            └─► profile facts ───────────────► flag and write ─┴─► gate and publish
 * </pre>
 *
 * <p>Everything happens inside the graph, publishing and the summary included; nothing waits on the program that
 * submits it.
 */
public final class BatchPipeline {
    private final RunPlan plan;
    private final Sources sources;
    private final PipelineModel model;
    private final RejectedRowSink.Factory rejects;
    private final LookupStrategy lookupStrategy;
    private final PublishInputs publish = new PublishInputs();
    private final Map<String, ResolvedLookups.Entity> entities = new HashMap<>();
    private final Map<String, PCollection<ParkedShard>> members = new HashMap<>();

    private BatchPipeline(RunPlan plan, Sources sources, LookupStrategy lookupStrategy) {
        this.plan = plan;
        this.sources = sources;
        this.model = plan.model();
        this.rejects = new RejectedRowFiles(plan.publishDirectory());
        this.lookupStrategy = lookupStrategy;
    }

    /** Adds the whole pipeline to {@code target}. Out: when all is done, the outcome's word. */
    public static PCollection<String> assemble(Pipeline target, RunPlan plan, LookupStrategy lookups) {
        return assemble(target, plan, Sources.builtIn(), lookups);
    }

    /** Adds the pipeline up to the record of its batch, under the name by which it is looked for. */
    public static PCollection<String> stage(Pipeline target, RunPlan plan, LookupStrategy lookups) {
        return record(target, plan, Sources.builtIn(), lookups).apply("Name record", NameRecords.create());
    }

    /** As {@link #assemble(Pipeline, RunPlan, LookupStrategy)}, with sources of other formats too. */
    public static PCollection<String> assemble(Pipeline target, RunPlan plan, Sources sources, LookupStrategy lookups) {
        return record(target, plan, sources, lookups)
                .apply("Gate and publish", PublishRecords.by(PublishSettings.of(plan)));
    }

    /** Adds the pipeline up to the record of its batch, from which it can be published later. Out: where that is. */
    public static PCollection<String> record(Pipeline target, RunPlan plan, Sources sources, LookupStrategy lookups) {
        BatchPipeline pipeline = new BatchPipeline(plan, sources, lookups);
        plan.model().staging().forEach(staging -> pipeline.stage(target, staging));
        plan.model().dimensions().forEach(pipeline::buildDimension);
        plan.model().facts().forEach(pipeline::buildFact);
        new RawLandings(plan, sources, pipeline.publish).addTo(target);
        return target.apply("Record", RecordBatch.of(plan, pipeline.publish));
    }

    private void stage(Pipeline target, StagingModel staging) {
        Source source = sources.of(model.source(staging.from()));
        PCollectionTuple staged = target.apply(
                        "Find " + staging.from() + " for " + staging.name(),
                        SplitRanges.of(source, plan.rangesOf(staging.from())))
                .apply("Stage " + staging.name(), StageRows.of(staging, source, plan.parking(), rejects));
        publish.rowCounts(staged.get(StageRows.ROW_COUNTS));
        publish.rejectFiles(staging.name(), staged.get(StageRows.REJECT_FILES));
        PCollection<ParkedShard> shards = staged.get(StageRows.STAGED);
        if (plan.readsWhole(staging.from())) {
            shards = shards.apply("Spread " + staging.name(), SpreadShards.create());
        }
        if (staging.deduplication().isDeclared()) {
            PCollectionTuple kept = shards.apply(
                    "Drop duplicates of " + staging.name(),
                    DropDuplicates.of(staging, plan.parking()).withPartitions(plan.keyPartitionsOf(staging.from())));
            publish.rowCounts(kept.get(DropDuplicates.ROW_COUNTS));
            shards = kept.get(DropDuplicates.KEPT);
        }
        entities.put(staging.name(), new ResolvedLookups.Entity(shards, StageRows.schema(staging)));
    }

    private void buildDimension(DimensionModel dimension) {
        ResolvedLookups lookups = resolve(dimension.name(), dimension.from(), dimension.lookups());
        PCollectionTuple built = lookups.shards()
                .apply(
                        "Build " + dimension.name(),
                        BuildDimension.of(dimension, rejects, plan.parking())
                                .withLookups(lookups)
                                .withPartitions(rowPartitions(dimension.from())));
        PCollection<ParkedShard> rows = built.get(BuildDimension.MEMBERS);
        members.put(dimension.name(), withPublished(rows, dimension));
        TableChecks checks = DeclaredChecks.of(model, dimension);
        PCollectionTuple profiled = rows.apply(
                "Profile " + dimension.name(), ProfileMembers.of(checks, plan.parking(), partitions(dimension.from())));
        ParkedState state = merge(dimension.name(), profiled);
        PCollectionView<List<KV<String, ParkedBlock>>> shared = findShared(dimension.name(), profiled);
        PCollectionTuple written = rows.apply(
                "Write " + dimension.name(),
                WriteTable.with(
                        new WriteMembersFn(dimension, checks, state, shared, plan.publishDirectory()),
                        List.of(state.view(), shared)));
        publish.rowCounts(built.get(BuildDimension.ROW_COUNTS));
        publish.rejectFiles(dimension.name(), built.get(BuildDimension.REJECT_FILES));
        publish.table(checks, state, written);
    }

    /** What facts may refer to: a part of the sources brings a part of the members. */
    private PCollection<ParkedShard> withPublished(PCollection<ParkedShard> rows, DimensionModel dimension) {
        if (!plan.scope().isPart()) {
            return rows;
        }
        PCollection<ParkedShard> published = rows.getPipeline()
                .apply("Published keys of " + dimension.name(), new ReadPublishedKeys(plan, dimension));
        return PCollectionList.of(rows)
                .and(published)
                .apply("Members of " + dimension.name(), Flatten.pCollections())
                .setCoder(ParkedShard.ShardCoder.of());
    }

    private void buildFact(FactModel fact) {
        ResolvedLookups lookups = resolve(fact.name(), fact.from(), fact.lookups());
        TableChecks checks = DeclaredChecks.of(model, fact);
        ResolvedReferences references = ResolvedReferences.of(
                fact, model, lookups, members, this::broadcastsKeysOf, this::memberPartitions, plan.parking());
        FactAssembler whole = FactAssembler.of(fact, model.dateDimension())
                .withParkedLookups(lookups.parked())
                .withParkedReferences(references.parked());
        List<CheckModel> unique = UniqueChecks.unproven(checks, fact, model.staged(fact.from()));
        FactInputs judged = new FactInputs(
                whole.wanting(FactColumns.profiled(fact, checks, dateKeys(fact), unique)),
                lookups.views(),
                references.sets());
        PCollectionTuple profiled = references
                .shards()
                .apply(
                        "Profile " + fact.name(),
                        ProfileFact.of(
                                judged, checks, dateKeys(fact), unique, plan.parking(), partitions(fact.from())));
        ParkedState state = merge(fact.name(), profiled);
        PCollectionView<List<KV<String, ParkedBlock>>> shared = findShared(fact.name(), profiled);
        FactInputs all = new FactInputs(whole, lookups.views(), references.sets());
        List<PCollectionView<?>> views = all.views();
        views.addAll(List.of(state.view(), shared));
        PCollectionTuple written = references
                .shards()
                .apply(
                        "Write " + fact.name(),
                        WriteTable.with(
                                new WriteFactFn(fact, all, checks, state, shared, plan.publishDirectory(), rejects),
                                views));
        publish.spans(profiled.get(ProfileFact.SPANS));
        publish.table(checks, state, written);
    }

    private int partitions(String entity) {
        return plan.keyPartitionsOf(model.staged(entity).from());
    }

    private int rowPartitions(String entity) {
        return plan.rowPartitionsOf(model.staged(entity).from());
    }

    private int memberPartitions(String dimension) {
        return partitions(model.dimension(dimension).from());
    }

    private boolean broadcasts(String entity) {
        return lookupStrategy.broadcasts(plan.textBytesOf(model.staged(entity).from()));
    }

    private boolean broadcastsKeysOf(String dimension) {
        return broadcasts(model.dimension(dimension).from());
    }

    private ResolvedLookups resolve(String table, String from, List<LookupModel> lookups) {
        ResolvedLookups.Entity entity = entities.get(from);
        if (entity == null) {
            throw new IllegalArgumentException(table + " is built from " + from + ", which is not staged");
        }
        return ResolvedLookups.of(
                table, lookups, entity.shards(), entities, this::broadcasts, this::rowPartitions, plan.parking());
    }

    private ParkedState merge(String table, PCollectionTuple profiled) {
        return new ParkedState(
                profiled.get(ProfileFact.STATES).apply("Merge statistics of " + table, MergeStates.in(plan.parking())));
    }

    private PCollectionView<List<KV<String, ParkedBlock>>> findShared(String table, PCollectionTuple profiled) {
        return profiled.get(ProfileFact.KEYS).apply("Find shared keys of " + table, FindSharedKeys.in(plan.parking()));
    }

    private List<String> dateKeys(FactModel fact) {
        DateDimensionModel date = model.dateDimension();
        return fact.references().stream()
                .filter(reference -> date != null && reference.dimension().equals(date.name()))
                .map(ReferenceModel::keyColumn)
                .toList();
    }
}
