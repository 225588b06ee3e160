/** Outliers by the interquartile range: {@code iqr}. */
@NullMarked
package dev.starbeam.quality.check.iqr;

import org.jspecify.annotations.NullMarked;
