/**
 * Kernels: each function of the expression language as a static rule for one value and one named loop over a column.
 * Kernels know columns and faults; they know nothing of SQL text, names or types to be checked.
 */
@NullMarked
package dev.starbeam.expression.kernel;

import org.jspecify.annotations.NullMarked;
