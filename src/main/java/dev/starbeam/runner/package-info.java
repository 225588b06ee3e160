/**
 * Runs a Beam graph in this process. It knows nothing of what the graph is for.
 *
 * <p>A step is started as soon as there is an element for it and its side inputs are complete, and later steps come
 * first, so that what one step has written is read again while it is in the machine's memory.
 */
@NullMarked
package dev.starbeam.runner;

import org.jspecify.annotations.NullMarked;
