/** Values of one type as values of another, and hashes of text. */
@NullMarked
package dev.starbeam.expression.kernel.conversion;

import org.jspecify.annotations.NullMarked;
