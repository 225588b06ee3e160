/** A declared check: what every kind of check has. What each kind judges is in {@code quality.check}. */
@NullMarked
package dev.starbeam.model.check;

import org.jspecify.annotations.NullMarked;
