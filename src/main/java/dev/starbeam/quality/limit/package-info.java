/** Limits on the counts of a run that stand elsewhere than under {@code quality}. */
@NullMarked
package dev.starbeam.quality.limit;

import org.jspecify.annotations.NullMarked;
