package dev.starbeam.star.fact;

import dev.starbeam.model.DateDimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.join.StagedEntity;
import java.util.Map;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Brings a fact's rows together with the entities that are looked up and the members that are referred to. In: the staged
 * shards it is built from. Out: what assembling its rows takes.
 */
public final class JoinFact extends PTransform<PCollection<ParkedShard>, JoinedFact> {
    private static final long serialVersionUID = 1L;

    private final transient FactModel fact;
    private final transient @Nullable DateDimensionModel calendar;
    private final transient Map<String, StagedEntity> entities;
    private final transient Map<String, Members> members;
    private final transient JoinPlan joins;

    private JoinFact(
            FactModel fact,
            @Nullable DateDimensionModel calendar,
            Map<String, StagedEntity> entities,
            Map<String, Members> members,
            JoinPlan joins) {
        this.fact = fact;
        this.calendar = calendar;
        this.entities = entities;
        this.members = members;
        this.joins = joins;
    }

    /**
     * @param calendar the pipeline's date dimension, if it has one
     * @param entities what may be looked up, by name
     * @param members by dimension
     */
    public static JoinFact of(
            FactModel fact,
            @Nullable DateDimensionModel calendar,
            Map<String, StagedEntity> entities,
            Map<String, Members> members,
            JoinPlan joins) {
        return new JoinFact(fact, calendar, entities, members, joins);
    }

    @Override
    public JoinedFact expand(PCollection<ParkedShard> shards) {
        ResolvedLookups lookups = ResolvedLookups.of(fact.name(), fact.lookups(), shards, entities, joins);
        ResolvedReferences references = ResolvedReferences.of(fact, lookups, members, joins);
        FactAssembler assembler = FactAssembler.of(fact, calendar)
                .withParkedLookups(lookups.parked())
                .withParkedReferences(references.parked());
        return new JoinedFact(references.shards(), new FactInputs(assembler, lookups.views(), references.sets()));
    }
}
