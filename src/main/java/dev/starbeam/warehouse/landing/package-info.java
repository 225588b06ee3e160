/** Rows of sources as read, on their way into schema {@code raw}. */
@NullMarked
package dev.starbeam.warehouse.landing;

import org.jspecify.annotations.NullMarked;
