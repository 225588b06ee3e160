/** Dimensions, facts, and what they fetch from and refer to. */
@NullMarked
package dev.starbeam.model.loading.star;

import org.jspecify.annotations.NullMarked;
