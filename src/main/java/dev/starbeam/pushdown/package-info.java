/**
 * What a warehouse can be asked about a published table, without an engine: checks ask, warehouses answer.
 *
 * <pre>
 *   check ── RowTest of Conditions ─┐
 *         ── keys, references       ├─► TableFigures ─► JudgedRows, KeySums, values at ranks, rows
 *         ── KeyedLimits           ─┘
 * </pre>
 *
 * <p>A {@link Condition} is a tree that each engine prints in its own words. Figures are exact, and nothing is changed.
 */
@NullMarked
package dev.starbeam.pushdown;

import org.jspecify.annotations.NullMarked;
