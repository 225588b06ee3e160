/**
 * Staging: one source entity each, normalised by declared expressions, no joins, no imputation.
 *
 * <pre>
 *   source shard ─► columns ─► required ─► filters ─► parked file       (StageRows)
 *                                 │           └ filtered, counted
 *                                 └ rejected rows
 *   parked files ─► key hashes ─► group ─► superseded ─► kept rows       (DropDuplicates)
 * </pre>
 */
@NullMarked
package dev.starbeam.staging;

import org.jspecify.annotations.NullMarked;
