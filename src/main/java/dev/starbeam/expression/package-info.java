/**
 * SQL scalar expressions, with Snowflake's meaning, compiled to column kernels.
 *
 * <p>{@code "quantity * unit_price"} → parse → type against a schema → a tree of kernels, each one loop over a column.
 */
@NullMarked
package dev.starbeam.expression;

import org.jspecify.annotations.NullMarked;
