/**
 * What a source is to the pipeline: ranges that are planned, split and read as batches, whatever the rows come from. What
 * opens files and databases is in {@code ingest}.
 */
@NullMarked
package dev.starbeam.source;

import org.jspecify.annotations.NullMarked;
