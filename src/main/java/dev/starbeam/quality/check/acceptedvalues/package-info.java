/** Values of a list: {@code accepted_values}. */
@NullMarked
package dev.starbeam.quality.check.acceptedvalues;

import org.jspecify.annotations.NullMarked;
