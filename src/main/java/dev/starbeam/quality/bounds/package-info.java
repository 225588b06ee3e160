/**
 * The values of one column that pass: between a least and a greatest. As judges of rows, which cost two comparisons each,
 * and as tests that a warehouse counts by; both say the same.
 */
@NullMarked
package dev.starbeam.quality.bounds;

import org.jspecify.annotations.NullMarked;
