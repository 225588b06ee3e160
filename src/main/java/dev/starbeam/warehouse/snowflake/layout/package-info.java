/** What Snowflake has beside rows: tables, keys, warehouses, roles and the lock of publishing. */
@NullMarked
package dev.starbeam.warehouse.snowflake.layout;

import org.jspecify.annotations.NullMarked;
