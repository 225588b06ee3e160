/**
 * Statements that merge the rows to load of a table, by its {@link dev.starbeam.warehouse.table.Merging}; {@code rows} is
 * the relation of its load files:
 *
 * <ul>
 *   <li>{@code ScdType1}, {@code ScdType0}: {@link MergeSql} over {@code rows}; then {@link UnknownMember}
 *   <li>{@code ScdType2}: {@link MergeSql} of {@code rows} into {@link HistorySql#history}; {@link
 *       HistorySql#turnMembersIntoVersions}, {@link HistorySql#noteChanges}, {@link HistorySql#applyChanges}, {@link
 *       HistorySql#addVersions}; then {@link UnknownMember}
 *   <li>{@code Facts} that delete: {@link MergeSql} of {@link TombstoneSql#deletions} into {@link
 *       TombstoneSql#tombstones}; {@link TombstoneSql#delete}; then as below with {@link TombstoneSql#kept} for {@code
 *       rows}
 *   <li>{@code Facts}: {@link MergeSql} of {@link ReferenceSql#resolved}; then for each reference {@link
 *       ReferenceSql#assignVersions} where the dimension has history and a batch observes it, else {@link
 *       ReferenceSql#assignLateArrivingMembers}
 *   <li>{@code Facts} of files that are delivered again: {@link FormerDelivery#delete} at the end
 * </ul>
 *
 * Dimensions come before facts, in one transaction. Tables beside a published one are made first: {@link
 * dev.starbeam.warehouse.table.CompanionTables}.
 */
@NullMarked
package dev.starbeam.warehouse.sql.merge;

import org.jspecify.annotations.NullMarked;
