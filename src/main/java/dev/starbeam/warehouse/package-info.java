/**
 * Publishing a checked star schema: all of a batch or nothing.
 *
 * <pre>
 *   Parquet load files ─► one transaction { create and migrate tables ─ prove ─ merge ─ quality rows ─ ledger row }
 *                           one transaction { marts in their order ─ ledger: marts built }
 * </pre>
 *
 * <p>{@link Warehouse} is the protocol, {@link WarehouseProvider} a kind of warehouse, and the records are what is
 * published. {@code engine} lists the kinds, each in a folder of its own. What they share:
 * {@code table} what tables are to be, {@code ddl} their definitions, {@code migrate} what changes those that are there,
 * {@code sql} how rows are merged, {@code parquet} how files are written that are loaded, {@code landing} rows on their way
 * into schema {@code raw}, {@code cost} what computing costs.
 */
@NullMarked
package dev.starbeam.warehouse;

import org.jspecify.annotations.NullMarked;
