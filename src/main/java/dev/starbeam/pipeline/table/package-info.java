/** The steps that profile a fact or dimension and then write it: two passes over the same rows. */
@NullMarked
package dev.starbeam.pipeline.table;

import org.jspecify.annotations.NullMarked;
