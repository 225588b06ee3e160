/** How records travel through a runner: as their fields, one after the other. */
@NullMarked
package dev.starbeam.coder;

import org.jspecify.annotations.NullMarked;
