/** A condition over the columns of a row: {@code expression}. */
@NullMarked
package dev.starbeam.quality.check.expression;

import org.jspecify.annotations.NullMarked;
