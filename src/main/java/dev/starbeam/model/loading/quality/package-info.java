/** Checks under {@code quality}: the keys that all of them take. Each kind brings its own keys and reads them. */
@NullMarked
package dev.starbeam.model.loading.quality;

import org.jspecify.annotations.NullMarked;
