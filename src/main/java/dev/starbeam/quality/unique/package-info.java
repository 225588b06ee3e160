/**
 * Keys that more than one row holds, for {@code unique} checks.
 *
 * <pre>
 *   rows ─► HashKeys ─► file ─► group by check and partition ─► FindSharedKeys ─► file ─► SharedRows ─► flags
 * </pre>
 */
@NullMarked
package dev.starbeam.quality.unique;

import org.jspecify.annotations.NullMarked;
