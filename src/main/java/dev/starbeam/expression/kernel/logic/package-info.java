/** Comparisons, truth values and NULL. */
@NullMarked
package dev.starbeam.expression.kernel.logic;

import org.jspecify.annotations.NullMarked;
