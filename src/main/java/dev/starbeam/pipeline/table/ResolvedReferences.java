package dev.starbeam.pipeline.table;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.model.FactModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.StagedShard;
import dev.starbeam.star.fact.VerifyByShuffle;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.key.CollectKeys;
import dev.starbeam.star.key.KeySet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * How the members' keys reach a fact's rows: small dimensions as sets that every worker holds, large ones by a shuffle
 * that parks its findings beside the rows.
 *
 * @param shards the fact's shards, with sidecars for the references that were shuffled
 * @param sets the keys of the small dimensions
 * @param parked the key columns of the references in sidecars
 */
public record ResolvedReferences(
        PCollection<StagedShard> shards, Map<String, PCollectionView<KeySet>> sets, Set<String> parked) {

    /**
     * Resolves every reference of a fact but those to days, which need no keys.
     *
     * @param members the members of each dimension
     * @param broadcasts whether a dimension, by name, is small enough for every worker
     */
    public static ResolvedReferences of(
            FactModel fact,
            PipelineModel model,
            ResolvedLookups lookups,
            Map<String, PCollection<ColumnBatch>> members,
            Predicate<String> broadcasts,
            ClaimDirectory directory) {
        PCollection<StagedShard> shards = lookups.shards();
        Map<String, PCollectionView<KeySet>> sets = new TreeMap<>();
        Set<String> parked = new HashSet<>();
        for (ReferenceModel reference : fact.references()) {
            PCollection<ColumnBatch> rows = members.get(reference.dimension());
            if (rows == null) {
                continue;
            }
            DimensionModel dimension = model.dimension(reference.dimension());
            if (broadcasts.test(dimension.name())) {
                sets.computeIfAbsent(
                        dimension.name(),
                        name -> rows.apply(
                                "Keys of " + name + " for " + fact.name(),
                                CollectKeys.of(dimension.memberKeyColumn())));
            } else {
                parked.add(reference.keyColumn());
                shards = shards.apply(
                        "Verify " + reference.keyColumn() + " of " + fact.name(),
                        VerifyByShuffle.of(fact, reference, lookups, rows, dimension.memberKeyColumn(), directory));
            }
        }
        return new ResolvedReferences(shards, sets, parked);
    }
}
