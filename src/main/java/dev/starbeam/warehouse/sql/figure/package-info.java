/** Figures of published tables, as {@link dev.starbeam.pushdown} asks for them, in SQL. */
@NullMarked
package dev.starbeam.warehouse.sql.figure;

import org.jspecify.annotations.NullMarked;
