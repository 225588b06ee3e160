/**
 * Makes tables what their specs say, without losing a row, by statements that are planned before any is run.
 *
 * <pre>
 *   catalogue, as the warehouse tells it ─► {@link dev.starbeam.warehouse.migrate.SchemaMigration} ─► statements in order
 * </pre>
 *
 * <p>What warehouses differ in is {@link dev.starbeam.warehouse.migrate.MigrationRules}.
 */
@org.jspecify.annotations.NullMarked
package dev.starbeam.warehouse.migrate;
