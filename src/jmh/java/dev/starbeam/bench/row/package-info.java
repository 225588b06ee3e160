/**
 * The orders path of customer analytics as an idiomatic Beam pipeline over {@link org.apache.beam.sdk.values.Row}: what
 * column batches are measured against. Written as well as rows allow: parsed and normalised in one step, key sets
 * materialised once a worker, keys grouped in partitions, statistics combined before any shuffle.
 */
package dev.starbeam.bench.row;
