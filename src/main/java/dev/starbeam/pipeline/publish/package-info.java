/** The end of the graph: the gate, publishing, marts and the summary, as one step. */
@NullMarked
package dev.starbeam.pipeline.publish;

import org.jspecify.annotations.NullMarked;
