/** SQL text to terms: the few shapes the compiler knows. The SQL parser's own classes do not leave this package. */
@NullMarked
package dev.starbeam.expression.syntax;

import org.jspecify.annotations.NullMarked;
