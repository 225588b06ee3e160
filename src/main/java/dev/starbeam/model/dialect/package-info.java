/**
 * The SQL of marts: what DuckDB and Snowflake both know, and how it is written for Snowflake.
 *
 * <pre>
 *   SELECT ─ parse ─► tree ─ PortableForms: only what is listed ─ SnowflakeRules, leaves first ─► text ─ parse again
 *                                        │                              │
 *                                        └────────── Refusals ──────────┘
 * </pre>
 *
 * <p>A mart is written in DuckDB's meaning. What means the same on Snowflake stays, what {@link
 * dev.starbeam.model.dialect.PortableFunctions} knows another word for is translated, anything else is refused.
 */
@NullMarked
package dev.starbeam.model.dialect;

import org.jspecify.annotations.NullMarked;
