/** The steps that copy sources into schema {@code raw} as they were read. */
@NullMarked
package dev.starbeam.pipeline.landing;

import org.jspecify.annotations.NullMarked;
