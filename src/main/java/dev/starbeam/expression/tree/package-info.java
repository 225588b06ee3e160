/**
 * The compiled form of an expression: a serialisable tree of nodes, each of which returns one column for a
 * {@link dev.starbeam.expression.tree.Frame} of rows.
 */
@NullMarked
package dev.starbeam.expression.tree;

import org.jspecify.annotations.NullMarked;
