package dev.starbeam.pipeline.table;

import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.star.fact.VerifyByShuffle;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.key.MemberKeys;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;

/**
 * How the members' keys reach a fact's rows: small dimensions as sets that every worker makes, large ones by a shuffle
 * that parks its findings beside the rows.
 *
 * @param shards the fact's shards, with joined columns for the references that were shuffled
 * @param sets the keys of the small dimensions
 * @param parked the key columns of the references that are joined columns
 */
public record ResolvedReferences(PCollection<ParkedShard> shards, Map<String, MemberKeys> sets, Set<String> parked) {

    /**
     * Resolves every reference of a fact but those to days, which need no keys.
     *
     * @param members the members of each dimension
     * @param broadcasts whether a dimension, by name, is small enough for every worker
     * @param partitions over how many partitions the keys of a dimension, by name, are spread where they are shuffled
     */
    public static ResolvedReferences of(
            FactModel fact,
            PipelineModel model,
            ResolvedLookups lookups,
            Map<String, PCollection<ParkedShard>> members,
            Predicate<String> broadcasts,
            ToIntFunction<String> partitions,
            ParkingDirectory directory) {
        PCollection<ParkedShard> shards = lookups.shards();
        Map<String, MemberKeys> sets = new TreeMap<>();
        Set<String> parked = new HashSet<>();
        for (ReferenceModel reference : fact.references()) {
            PCollection<ParkedShard> rows = members.get(reference.dimension());
            if (rows == null) {
                continue;
            }
            DimensionModel dimension = model.dimension(reference.dimension());
            if (broadcasts.test(dimension.name())) {
                sets.computeIfAbsent(
                        dimension.name(),
                        name -> new MemberKeys(
                                dimension.memberKeyColumn(),
                                rows.apply("Keys of " + name + " for " + fact.name(), View.asList())));
            } else {
                parked.add(reference.keyColumn());
                shards = shards.apply(
                        "Verify " + reference.keyColumn() + " of " + fact.name(),
                        VerifyByShuffle.of(fact, reference, lookups, rows, dimension.memberKeyColumn(), directory)
                                .withPartitions(partitions.applyAsInt(dimension.name())));
            }
        }
        return new ResolvedReferences(shards, sets, parked);
    }
}
