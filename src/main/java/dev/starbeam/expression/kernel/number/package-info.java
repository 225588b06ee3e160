/** Arithmetic on numbers, and numbers read from text. Decimals are exact. */
@NullMarked
package dev.starbeam.expression.kernel.number;

import org.jspecify.annotations.NullMarked;
