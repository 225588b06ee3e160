/**
 * Facts: staged rows with looked-up and computed columns, surrogate keys and verified references.
 *
 * <pre>
 *   staged rows ─► lookups ─► columns ─► filters ─► references ─► fact rows
 *                     └ unmatched  └ invalid  └ filtered   └ orphans
 * </pre>
 */
@NullMarked
package dev.starbeam.star.fact;

import org.jspecify.annotations.NullMarked;
