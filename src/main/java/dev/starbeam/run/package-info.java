/** One run: what is planned before it starts, the counts of its rows, its progress, and what came of it. */
@NullMarked
package dev.starbeam.run;

import org.jspecify.annotations.NullMarked;
