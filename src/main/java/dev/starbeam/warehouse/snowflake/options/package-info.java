/** What pipelines declare about Snowflake, under {@code snowflake}. */
@org.jspecify.annotations.NullMarked
package dev.starbeam.warehouse.snowflake.options;
