/**
 * Rows parked in files between passes, so that only small descriptors travel through Beam.
 *
 * <pre>
 *   staged rows ─► ClaimWriter ─► file          StagedShard (descriptor) ─► ClaimReader ─► the columns asked for
 *                                                └ live: which rows live on
 *                                                └ sidecars: looked-up columns, aligned
 *   keys by partition ─► BlockWriter ─► file     ParkedBlock (descriptor) ─► group ─► BlockReader, KeyPasses
 * </pre>
 */
@NullMarked
package dev.starbeam.spill;

import org.jspecify.annotations.NullMarked;
