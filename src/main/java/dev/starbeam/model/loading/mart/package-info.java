/** Marts: one SQL file each, with a header in its first comment. */
@NullMarked
package dev.starbeam.model.loading.mart;

import org.jspecify.annotations.NullMarked;
