/** Count, sum and sum of squares, exactly, for each key. */
@NullMarked
package dev.starbeam.quality.statistic.moment;

import org.jspecify.annotations.NullMarked;
