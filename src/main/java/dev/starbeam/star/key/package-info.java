/** Surrogate keys, derived from natural keys by hashing, and sets of them. */
@NullMarked
package dev.starbeam.star.key;

import org.jspecify.annotations.NullMarked;
