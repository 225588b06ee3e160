/** What a run writes on this machine: files that hold data, and are their owner's alone. */
@NullMarked
package dev.starbeam.local;

import org.jspecify.annotations.NullMarked;
