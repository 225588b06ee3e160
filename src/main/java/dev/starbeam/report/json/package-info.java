/** The summary of a run and of an audit as JSON, for programs. */
@NullMarked
package dev.starbeam.report.json;

import org.jspecify.annotations.NullMarked;
