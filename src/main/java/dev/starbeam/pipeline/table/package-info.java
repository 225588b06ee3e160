/** The large steps of the graph: stage an entity, build a dimension, check and write a table in two passes over its rows. */
@NullMarked
package dev.starbeam.pipeline.table;

import org.jspecify.annotations.NullMarked;
