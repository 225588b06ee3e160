/**
 * What dimensions and facts have in common: looked-up columns, then declared columns, then what became of each row.
 */
@NullMarked
package dev.starbeam.star.derivation;

import org.jspecify.annotations.NullMarked;
