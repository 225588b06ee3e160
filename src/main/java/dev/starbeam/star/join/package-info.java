/**
 * Columns fetched by key from another staged entity, and members verified by key, each in two ways. The rows that look
 * up are the probe side, the rows looked into the build side.
 *
 * <pre>
 *   broadcast   build rows ─► LookupTable ─► side input ─► fetch, batch by batch
 *   shuffle     probe keys ───┐
 *                             ├─ partition of the key hashes ─► join ─► group by shard ─► joined columns
 *               build rows ───┘
 * </pre>
 */
@NullMarked
package dev.starbeam.star.join;

import org.jspecify.annotations.NullMarked;
