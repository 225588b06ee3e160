/** Values far from the mean of their group: {@code zscore}. Decided in whole numbers. */
@NullMarked
package dev.starbeam.quality.check.zscore;

import org.jspecify.annotations.NullMarked;
