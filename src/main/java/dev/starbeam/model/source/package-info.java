/** Where rows come from, as declared: files in a format, or a table of a database. */
@NullMarked
package dev.starbeam.model.source;

import org.jspecify.annotations.NullMarked;
