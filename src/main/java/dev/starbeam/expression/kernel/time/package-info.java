/** Dates and timestamps: read from text, taken apart, moved by steps of the calendar. */
@NullMarked
package dev.starbeam.expression.kernel.time;

import org.jspecify.annotations.NullMarked;
