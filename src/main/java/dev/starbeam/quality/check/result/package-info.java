/** What came out of a check. */
@NullMarked
package dev.starbeam.quality.check.result;

import org.jspecify.annotations.NullMarked;
