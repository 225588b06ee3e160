/** Runs on a Flink cluster of real processes: one JobManager, several TaskManagers, and a warehouse beside them. */
package dev.starbeam.cluster;
