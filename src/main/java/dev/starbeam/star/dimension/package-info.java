/**
 * Dimensions: of all rows with one natural key, or with one natural key and time, the latest makes the member.
 *
 * <pre>
 *   shard ─► LatestMembersState ─► partial a partition ─► group ─► LatestMembersState ─► MemberAssembler ─► members
 * </pre>
 */
@NullMarked
package dev.starbeam.star.dimension;

import org.jspecify.annotations.NullMarked;
