/** Missing values: {@code null_rate}. */
@NullMarked
package dev.starbeam.quality.check.nullrate;

import org.jspecify.annotations.NullMarked;
