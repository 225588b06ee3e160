/** Values between two literals: {@code range}. */
@NullMarked
package dev.starbeam.quality.check.range;

import org.jspecify.annotations.NullMarked;
