/** The name and version of the program. */
@NullMarked
package dev.starbeam;

import org.jspecify.annotations.NullMarked;
