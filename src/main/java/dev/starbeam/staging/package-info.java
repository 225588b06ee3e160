/**
 * Staging: one source entity each, normalised by declared expressions, no joins, no imputation.
 *
 * <pre>
 *   source shard ─► columns ─► required ─► filters ─► claim file        (StageRows)
 *                                 │           └ filtered, counted
 *                                 └ rejected rows
 *   claim files ─► key hashes ─► group ─► losers ─► live rows           (DropDuplicates)
 * </pre>
 */
@NullMarked
package dev.starbeam.staging;

import org.jspecify.annotations.NullMarked;
