package dev.starbeam.star.fact;

import dev.starbeam.spill.ParkedShard;
import org.apache.beam.sdk.values.PCollection;

/**
 * The members that facts may refer to, while the graph is put together.
 *
 * @param shards where they are parked
 * @param keyColumn the column of the keys that facts hold
 */
public record Members(PCollection<ParkedShard> shards, String keyColumn) {}
