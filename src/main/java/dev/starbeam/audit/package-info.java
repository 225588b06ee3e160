/**
 * Judges the checks of a pipeline on the tables that are published. The warehouse computes what its SQL computes exactly; for
 * the other checks the rows are read.
 */
@NullMarked
package dev.starbeam.audit;

import org.jspecify.annotations.NullMarked;
