/** Marts on Snowflake: tables, views and dynamic tables. */
@NullMarked
package dev.starbeam.warehouse.snowflake.mart;

import org.jspecify.annotations.NullMarked;
