package dev.starbeam.warehouse.cost;

import java.io.Serializable;

/**
 * About what a run cost on one of the warehouse's compute clusters. An estimate: what else ran on it, and what the
 * provider rounds, isn't known here.
 *
 * @param steps what it did, e.g. {@code load, merge}
 * @param cluster its name
 * @param size its size
 * @param busySeconds how long statements ran on it
 * @param credits estimated, in the provider's unit
 */
public record ComputeUse(String steps, String cluster, String size, double busySeconds, double credits)
        implements Serializable {}
