/** The distinct values of a key column, numbered. */
@NullMarked
package dev.starbeam.quality.statistic.key;

import org.jspecify.annotations.NullMarked;
