/** Whole-pipeline benchmarks: {@code bench/run}. Each measured run is a process of its own. */
package dev.starbeam.bench;
