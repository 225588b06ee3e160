/**
 * Dimensions of type 1: of all rows with one natural key the latest makes the member.
 *
 * <pre>
 *   shard ─► LatestMembersState ─► partial a partition ─► group ─► LatestMembersState ─► MemberAssembler ─► members
 * </pre>
 */
@NullMarked
package dev.starbeam.star.dimension;

import org.jspecify.annotations.NullMarked;
