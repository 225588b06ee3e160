/**
 * Rows of one key and one version that differ, for {@code conflicts} checks.
 *
 * <pre>
 *   staged shards ─► hash key with version, and content ─► group by partition ─► rows that differ ─► counts by check
 * </pre>
 */
@NullMarked
package dev.starbeam.quality.conflict;

import org.jspecify.annotations.NullMarked;
