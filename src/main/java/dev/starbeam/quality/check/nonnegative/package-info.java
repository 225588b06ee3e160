/** Values below 0: {@code non_negative}. */
@NullMarked
package dev.starbeam.quality.check.nonnegative;

import org.jspecify.annotations.NullMarked;
