/**
 * Publishing a checked star schema: all of a batch or nothing.
 *
 * <pre>
 *   staged Parquet files ─► one transaction { create and migrate tables ─ prove ─ merge ─ quality rows ─ ledger row }
 *                           one transaction { marts in their order ─ ledger: marts built }
 * </pre>
 *
 * <p>{@link Warehouse} is the protocol, the records are what is published, {@code duckdb} is an engine and
 * {@code parquet} writes what is staged.
 */
@NullMarked
package dev.starbeam.warehouse;

import org.jspecify.annotations.NullMarked;
