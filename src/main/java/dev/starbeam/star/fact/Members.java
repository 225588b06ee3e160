package dev.starbeam.star.fact;

import dev.starbeam.spill.ParkedShard;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/**
 * The members that facts may refer to, while the graph is put together.
 *
 * @param shards where they are parked
 * @param keyColumn the column of the keys that facts hold
 * @param naturalKey the columns whose values decide where two share a key; empty where they can't
 */
public record Members(PCollection<ParkedShard> shards, String keyColumn, List<String> naturalKey) {}
