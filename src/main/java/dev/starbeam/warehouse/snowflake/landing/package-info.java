/** Raw rows on their way into Snowflake: SnowflakeIO stages them, and each batch's files are copied once. */
@NullMarked
package dev.starbeam.warehouse.snowflake.landing;

import org.jspecify.annotations.NullMarked;
