/** Rows of one key and one version that differ: {@code conflicts}. They are compared before one of them is chosen. */
@NullMarked
package dev.starbeam.quality.check.conflicts;

import org.jspecify.annotations.NullMarked;
