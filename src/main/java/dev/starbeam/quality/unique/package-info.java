/**
 * Keys that more than one row holds, for {@code unique} checks.
 *
 * <pre>
 *   rows ─► HashKeys ─► HashBlock a check and partition ─► group ─► FindSharedFn ─► SharedKeys (side input) ─► flags
 * </pre>
 */
@NullMarked
package dev.starbeam.quality.unique;

import org.jspecify.annotations.NullMarked;
