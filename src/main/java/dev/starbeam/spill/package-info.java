/**
 * Rows parked in files between passes, so that only small descriptors travel through Beam.
 *
 * <pre>
 *   staged rows ─► ParkedFileWriter ─► file       ParkedShard (descriptor) ─► ShardReader ─► the columns asked for
 *                                                 ├ kept: which rows were not superseded
 *                                                 └ joinedColumns: looked-up columns, a row for each kept row
 *   keys by partition ─► BlockWriter ─► file      ParkedBlock (descriptor) ─► group ─► BlockReader
 * </pre>
 */
@NullMarked
package dev.starbeam.spill;

import org.jspecify.annotations.NullMarked;
