package dev.starbeam.pipeline;

import dev.starbeam.ingest.Sources;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.StagingModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.pipeline.landing.RawLandings;
import dev.starbeam.pipeline.publish.NameRecords;
import dev.starbeam.pipeline.publish.PublishInputs;
import dev.starbeam.pipeline.publish.PublishRecords;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.pipeline.publish.RecordBatch;
import dev.starbeam.pipeline.table.BatchParts;
import dev.starbeam.pipeline.table.BuildMembers;
import dev.starbeam.pipeline.table.CheckAndWrite;
import dev.starbeam.pipeline.table.RangeList;
import dev.starbeam.pipeline.table.ReadPublishedKeys;
import dev.starbeam.pipeline.table.StageEntity;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.conflict.Choice;
import dev.starbeam.quality.conflict.FindConflicts;
import dev.starbeam.run.RunPlan;
import dev.starbeam.source.Source;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.staging.StageRows;
import dev.starbeam.star.fact.JoinFact;
import dev.starbeam.star.fact.JoinedFact;
import dev.starbeam.star.fact.Members;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.LookupStrategy;
import dev.starbeam.star.join.StagedEntity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * A declared batch pipeline as a Beam graph.
 *
 * <pre>
 *   stage entities ─┬─► build dimensions ─► check and write ─┬─► record ─► gate and publish, marts
 *                   └─► join facts ───────► check and write ─┘
 * </pre>
 *
 * <p>Everything happens inside the graph, publishing and the summary included; nothing waits on the program that
 * submits it.
 */
public final class BatchPipeline {
    private final Pipeline target;
    private final RunPlan plan;
    private final Sources sources;
    private final PipelineModel model;
    private final JoinPlan joins;
    private final Map<String, RangeList> reads;
    private final Map<String, StagedEntity> entities = new LinkedHashMap<>();
    private final Map<String, Members> members = new LinkedHashMap<>();
    private final PublishInputs batch = new PublishInputs();

    private BatchPipeline(Pipeline target, RunPlan plan, Sources sources, LookupStrategy lookups) {
        this.target = target;
        this.plan = plan;
        this.sources = sources;
        this.model = plan.model();
        this.reads = RangeList.of(plan);
        this.joins = new JoinPlan(lookups, plan.sizes(), plan.parking());
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
        return new BatchPipeline(target, plan, sources, lookups).record();
    }

    private PCollection<String> record() {
        model.staging().forEach(this::stage);
        model.dimensions().forEach(this::buildDimension);
        model.facts().forEach(this::buildFact);
        new RawLandings(plan, sources, reads, batch).addTo(target);
        return target.apply("Record", RecordBatch.of(plan, sources, reads, batch));
    }

    private void stage(StagingModel entity) {
        Source source = sources.of(model.source(entity.from()));
        PCollectionTuple staged = target.apply(
                "Stage " + entity.name(), StageEntity.of(entity, source, RangeList.among(reads, entity.from()), plan));
        entities.put(entity.name(), new StagedEntity(staged.get(BatchParts.ROWS), StageRows.schema(entity)));
        batch.add(staged);
    }

    private void buildDimension(DimensionModel dimension) {
        PCollectionTuple built = rows(dimension.from())
                .apply("Build " + dimension.name(), BuildMembers.of(dimension, entities, joins, plan));
        PCollectionTuple written = built.get(BatchParts.ROWS)
                .apply("Check and write " + dimension.name(), CheckAndWrite.members(dimension, plan));
        members.put(
                dimension.name(),
                new Members(
                        built.get(BuildMembers.KNOWN),
                        dimension.memberKeyColumn(),
                        ReadPublishedKeys.naturalKey(dimension)));
        batch.add(built);
        batch.add(written);
        compare(dimension.name(), dimension.from(), () -> Choice.of(dimension, model.staged(dimension.from())));
    }

    private void buildFact(FactModel fact) {
        JoinedFact joined = rows(fact.from())
                .apply("Join " + fact.name(), JoinFact.of(fact, model.dateDimension(), entities, members, joins));
        PCollectionTuple written = joined.shards()
                .apply("Check and write " + fact.name(), CheckAndWrite.rows(fact, joined.inputs(), plan));
        batch.add(written);
        compare(fact.name(), fact.from(), () -> Choice.of(fact, model.staged(fact.from())));
    }

    /** Where a check asks for it: the rows among which a table's rows were chosen. */
    private void compare(String table, String entity, Supplier<Choice> choice) {
        List<String> checks = model.checks().stream()
                .filter(check -> check.table().equals(table) && check.rule().judgesChoices())
                .map(CheckModel::id)
                .toList();
        if (!checks.isEmpty()) {
            PCollection<KV<String, FailureCountState>> counts = rows(entity)
                    .apply(
                            "Find conflicts of " + table,
                            FindConflicts.of(table, checks, choice.get(), plan.parking())
                                    .withPartitions(plan.sizes().keyPartitions(entity)));
            batch.add(PCollectionTuple.of(BatchParts.FLAGS, counts));
        }
    }

    private PCollection<ParkedShard> rows(String entity) {
        StagedEntity staged = entities.get(entity);
        if (staged == null) {
            throw new IllegalArgumentException(entity + " is not staged");
        }
        return staged.shards();
    }
}
