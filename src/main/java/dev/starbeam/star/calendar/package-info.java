/** The date dimension: every attribute of a day, and dates as keys. */
@NullMarked
package dev.starbeam.star.calendar;

import org.jspecify.annotations.NullMarked;
