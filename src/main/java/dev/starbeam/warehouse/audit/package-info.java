/**
 * Figures of published tables, for checks on rows that are in the warehouse already.
 *
 * <pre>
 *   WarehouseUri ── openPublished ─► PublishedTables ── figures(table) ─► TableFigures: counts, sums, ranks, rows
 * </pre>
 *
 * <p>Counts and sums are computed by the warehouse and are exact; nothing is changed there.
 */
@NullMarked
package dev.starbeam.warehouse.audit;

import org.jspecify.annotations.NullMarked;
