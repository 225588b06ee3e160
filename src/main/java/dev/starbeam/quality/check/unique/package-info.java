/** Keys that identify one row: {@code unique}. Other stages compare the keys. */
@NullMarked
package dev.starbeam.quality.check.unique;

import org.jspecify.annotations.NullMarked;
