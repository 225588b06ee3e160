package dev.starbeam.star.join;

import dev.starbeam.batch.hash.HashSecret;
import dev.starbeam.spill.ParkingDirectory;
import dev.starbeam.spill.TableSizes;

/**
 * How tables are joined in a run.
 *
 * @param strategy which of them every worker may hold
 * @param sizes how large they are
 * @param directory where rows that meet are parked
 * @param secret what keys are hashed by
 */
public record JoinPlan(LookupStrategy strategy, TableSizes sizes, ParkingDirectory directory, HashSecret secret) {
    /** With a secret of its own. */
    public JoinPlan(LookupStrategy strategy, TableSizes sizes, ParkingDirectory directory) {
        this(strategy, sizes, directory, HashSecret.draw());
    }

    /** Whether every worker holds all rows of {@code table}. */
    public boolean broadcasts(String table) {
        return strategy.broadcasts(sizes.textBytes(table));
    }
}
