package dev.starbeam.star.fact;

import dev.starbeam.spill.ParkedShard;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * The members that facts may refer to, while the graph is put together.
 *
 * @param shards where they are parked
 * @param keyColumn the column of the keys that facts hold
 * @param naturalKey the column whose values decide where two share a key; {@code null} where they can't
 */
public record Members(
        PCollection<ParkedShard> shards,
        String keyColumn,
        @Nullable String naturalKey) {}
