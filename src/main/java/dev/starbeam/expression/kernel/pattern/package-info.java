/** {@code like} and regular expressions over text. */
@NullMarked
package dev.starbeam.expression.kernel.pattern;

import org.jspecify.annotations.NullMarked;
