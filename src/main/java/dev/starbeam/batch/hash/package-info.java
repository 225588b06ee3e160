/** Hashes of rows, and the table in which keys are numbered. */
@NullMarked
package dev.starbeam.batch.hash;

import org.jspecify.annotations.NullMarked;
