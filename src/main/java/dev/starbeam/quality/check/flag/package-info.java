/** Which rows of a batch the checks over single rows object to. */
@NullMarked
package dev.starbeam.quality.check.flag;

import org.jspecify.annotations.NullMarked;
