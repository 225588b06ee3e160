/** Sessions with Snowflake: signing in, query tags, which of its warehouses computes, credits, and faults that pass. */
@NullMarked
package dev.starbeam.warehouse.snowflake.session;

import org.jspecify.annotations.NullMarked;
