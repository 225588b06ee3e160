/** Composes the stages into whole pipelines; the only place where they meet. */
@NullMarked
package dev.starbeam.pipeline;

import org.jspecify.annotations.NullMarked;
