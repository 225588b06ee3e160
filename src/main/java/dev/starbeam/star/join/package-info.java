/**
 * Columns fetched by key from another staged entity, and members verified by key, each in two ways.
 *
 * <pre>
 *   broadcast   their rows ─► LookupTable ─► side input ─► fetch, batch by batch
 *   shuffle     our keys ───┐
 *                           ├─ partition of the key hashes ─► join ─► group by our shard ─► sidecar claim file
 *               their rows ─┘
 * </pre>
 */
@NullMarked
package dev.starbeam.star.join;

import org.jspecify.annotations.NullMarked;
