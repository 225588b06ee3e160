/**
 * Exact statistics of a table that merge: what the checks judge by.
 *
 * <pre>
 *   rows of one shard ── observe ──► QualityState ─┐
 *   rows of another   ── observe ──► QualityState ─┼─ merge, in any order ─► the same bytes as one pass
 *   yesterday's file  ── load ─────► QualityState ─┘
 *
 *   a shard of a run: ShardStates ─► parked ─ MergeStates ─► parked ─┬─► ParkedState, ShardSums: to flag rows by
 *                                                                    └─► TableStates: to be saved whole
 *
 *   QualityState: StateSpec → TableState
 *       Quantiles(quantity)                 QuantileState       value → count
 *       Moments(total_amount by product_id) KeyedMomentsState   key → n, Σx, Σx²
 *       Nulls(customer_id)                  NullCountState
 *       Rows()                              RowCountState
 * </pre>
 *
 * <p>States are single-threaded while they observe or merge, and may be read by many threads afterwards.
 */
@NullMarked
package dev.starbeam.quality.statistic;

import org.jspecify.annotations.NullMarked;
