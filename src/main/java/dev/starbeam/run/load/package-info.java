/** The load files of a run: where they go, what they hold, and how the rows of a table are flagged and written into them. */
@NullMarked
package dev.starbeam.run.load;

import org.jspecify.annotations.NullMarked;
