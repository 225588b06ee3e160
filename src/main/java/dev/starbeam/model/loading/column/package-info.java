/** Columns of a declared table: expressions, filters, and which columns can be named where. */
@NullMarked
package dev.starbeam.model.loading.column;

import org.jspecify.annotations.NullMarked;
