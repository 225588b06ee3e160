/** Rows that did not pass: what people read to repair them. */
@NullMarked
package dev.starbeam.reject;

import org.jspecify.annotations.NullMarked;
