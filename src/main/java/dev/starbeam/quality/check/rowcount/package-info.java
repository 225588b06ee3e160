/** The number of rows: {@code row_count}. */
@NullMarked
package dev.starbeam.quality.check.rowcount;

import org.jspecify.annotations.NullMarked;
