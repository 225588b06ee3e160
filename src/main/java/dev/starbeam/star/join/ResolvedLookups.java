package dev.starbeam.star.join;

import dev.starbeam.batch.Schema;
import dev.starbeam.model.LookupModel;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;

/**
 * How the lookups of one dimension or fact reach its rows: small entities as views of tables, large ones as joined columns of
 * the shards.
 *
 * @param shards the rows' shards, with joined columns for the lookups that were shuffled
 * @param views the tables of the others
 * @param parked the numbers of the lookups in joined columns
 */
public record ResolvedLookups(PCollection<ParkedShard> shards, LookupViews views, Set<Integer> parked) {
    /** The looked-up entity: its shards and the schema they have. */
    public record Entity(PCollection<ParkedShard> shards, Schema schema) {}

    /**
     * Resolves every lookup of one table. A lookup that is small is shuffled all the same when a shuffled one takes its
     * keys from it, because the keys must stand in the shards.
     *
     * @param table the dimension's or fact's name
     * @param broadcasts whether an entity, by name, is small enough for every worker
     * @param partitions over how many partitions the rows of an entity, by name, are spread where they are shuffled
     */
    public static ResolvedLookups of(
            String table,
            List<LookupModel> lookups,
            PCollection<ParkedShard> shards,
            Map<String, Entity> entities,
            Predicate<String> broadcasts,
            ToIntFunction<String> partitions,
            ParkingDirectory directory) {
        Set<Integer> parked = shuffled(lookups, broadcasts);
        PCollection<ParkedShard> resolved = shards;
        Map<Integer, LookupView> views = new HashMap<>();
        for (int i = 0; i < lookups.size(); i++) {
            LookupModel lookup = lookups.get(i);
            Entity entity = entities.get(lookup.entity());
            if (entity == null) {
                throw new IllegalArgumentException(
                        table + " looks up " + lookup.entity() + ", which is not among " + entities.keySet());
            }
            String name = "Look up " + lookup.entity() + " for " + table + " (" + i + ")";
            if (parked.contains(i)) {
                resolved = resolved.apply(
                        name,
                        FetchByShuffle.of(lookup, i, entity.shards(), directory)
                                .withPartitions(partitions.applyAsInt(lookup.entity())));
            } else {
                views.put(
                        i,
                        new LookupView(lookup, entity.schema(), entity.shards().apply(name, View.asList())));
            }
        }
        return new ResolvedLookups(resolved, new LookupViews(views), parked);
    }

    private static Set<Integer> shuffled(List<LookupModel> lookups, Predicate<String> broadcasts) {
        Set<Integer> shuffled = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (int i = lookups.size() - 1; i >= 0; i--) {
            LookupModel lookup = lookups.get(i);
            boolean givesKeys = lookup.columns().stream().anyMatch(c -> keys.contains(c.as().name()));
            if (givesKeys || !broadcasts.test(lookup.entity())) {
                shuffled.add(i);
                keys.addAll(lookup.probeKeys());
            }
        }
        return shuffled;
    }
}
