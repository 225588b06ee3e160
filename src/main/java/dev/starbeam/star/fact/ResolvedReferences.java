package dev.starbeam.star.fact;

import dev.starbeam.model.FactModel;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.star.join.JoinPlan;
import dev.starbeam.star.join.ResolvedLookups;
import dev.starbeam.star.key.MemberKeys;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;

/**
 * How the members' keys reach a fact's rows: small dimensions as sets that every worker makes, large ones by a shuffle
 * that parks its findings beside the rows.
 *
 * @param shards the fact's shards, with joined columns for the references that were shuffled
 * @param sets the keys of the small dimensions
 * @param parked the key columns of the references in joined columns
 */
record ResolvedReferences(PCollection<ParkedShard> shards, Map<String, MemberKeys> sets, Set<String> parked) {

    /**
     * Resolves every reference of a fact but those to days, which need no keys.
     *
     * @param members the members of each dimension, by its name
     */
    static ResolvedReferences of(
            FactModel fact, ResolvedLookups lookups, Map<String, Members> members, JoinPlan joins) {
        PCollection<ParkedShard> shards = lookups.shards();
        Map<String, MemberKeys> sets = new TreeMap<>();
        Set<String> parked = new HashSet<>();
        for (ReferenceModel reference : fact.references()) {
            Members known = members.get(reference.dimension());
            if (known == null) {
                continue;
            }
            if (joins.broadcasts(reference.dimension())) {
                sets.computeIfAbsent(
                        reference.dimension(),
                        name -> new MemberKeys(
                                known.keyColumn(),
                                known.naturalKey(),
                                joins.secret(),
                                known.shards().apply("Keys of " + name, View.asList())));
            } else {
                parked.add(reference.keyColumn());
                shards = shards.apply(
                        "Verify " + reference.keyColumn(),
                        VerifyByShuffle.of(fact, reference, lookups, known, joins.directory(), joins.secret())
                                .withPartitions(joins.sizes().keyPartitions(reference.dimension())));
            }
        }
        return new ResolvedReferences(shards, sets, parked);
    }
}
