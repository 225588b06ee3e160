/**
 * The queries of marts, written for Snowflake.
 *
 * <pre>
 *   SELECT ─ parse ─► tree ─ PortableForms: only what is listed ─ SnowflakeRules, leaves first ─► text ─ parse again
 *                                        │                              │
 *                                        └────────── Refusals ──────────┘
 * </pre>
 *
 * <p>A mart is written in DuckDB's meaning. What means the same on Snowflake stays. What {@link
 * dev.starbeam.warehouse.snowflake.query.PortableFunctions} knows another word for is translated. Anything else is refused.
 */
@NullMarked
package dev.starbeam.warehouse.snowflake.query;

import org.jspecify.annotations.NullMarked;
