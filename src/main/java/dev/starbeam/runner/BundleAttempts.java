package dev.starbeam.runner;

/**
 * How often bundles are attempted. Anything but {@link #ONCE} does to a graph what clusters do, to see that it comes to
 * the same.
 */
public enum BundleAttempts {
    /** Once; what goes wrong ends the run. */
    ONCE,
    /** A first attempt is broken off somewhere, its output lost; the second one counts. */
    AGAIN,
    /** Two attempts run at the same time, as when a worker was given up for dead and goes on; either counts. */
    TWICE_AT_ONCE
}
