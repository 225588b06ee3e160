/**
 * The SQL of marts, without an engine. A mart is written once and runs on every kind of warehouse: each kind brings its
 * {@link dev.starbeam.model.dialect.MartDialect}, which refuses what it can't say. A query is looked at as a tree of nodes
 * ({@link dev.starbeam.model.dialect.SyntaxTree}), and what is refused is collected, so that all of it is told at once.
 *
 * <p>{@link dev.starbeam.model.dialect.GroupedQuery} finds out whether a mart can be built group by group.
 */
@NullMarked
package dev.starbeam.model.dialect;

import org.jspecify.annotations.NullMarked;
