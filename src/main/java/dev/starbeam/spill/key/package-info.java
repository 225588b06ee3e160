/**
 * Keys of rows, parked by partition of their hash: those that are equal meet in one partition.
 *
 * <pre>
 *   rows ─► KeyPartitions ─► blocks of KeyBlock ─► group ─► KeyPasses ─► RowNumbers of the rows found, by shard
 * </pre>
 */
@NullMarked
package dev.starbeam.spill.key;

import org.jspecify.annotations.NullMarked;
