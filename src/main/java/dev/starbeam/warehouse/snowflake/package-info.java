/** What Snowflake is told. Nothing here has run against the real service yet. */
@org.jspecify.annotations.NullMarked
package dev.starbeam.warehouse.snowflake;
