package dev.starbeam.star.join;

import dev.starbeam.batch.Schema;
import dev.starbeam.spill.ParkedShard;
import org.apache.beam.sdk.values.PCollection;

/**
 * A staged entity while the graph is put together.
 *
 * @param shards where its rows are parked
 * @param schema the columns they have, with provenance
 */
public record StagedEntity(PCollection<ParkedShard> shards, Schema schema) {}
