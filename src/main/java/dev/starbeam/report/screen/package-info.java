/** The summary of a run and of an audit as people read it in a terminal. */
@NullMarked
package dev.starbeam.report.screen;

import org.jspecify.annotations.NullMarked;
