/** How often each value of a column occurs, exactly or to a share of it. */
@NullMarked
package dev.starbeam.quality.statistic.count;

import org.jspecify.annotations.NullMarked;
