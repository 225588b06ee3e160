/** Rows found by their key: 128-bit hashes of rows, and a table from hashes to row numbers. */
@NullMarked
package dev.starbeam.batch.hash;

import org.jspecify.annotations.NullMarked;
