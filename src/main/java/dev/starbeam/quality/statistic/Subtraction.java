package dev.starbeam.quality.statistic;

import dev.starbeam.words.Counted;

/** Taking rows away from a state: never more than it has. */
final class Subtraction {
    private Subtraction() {}

    static long ofCounts(long from, long count) {
        if (count > from) {
            throw new IllegalArgumentException("cannot take " + Counted.of(count, "row") + " from " + from
                    + ": the state to subtract has seen rows that this one has not");
        }
        return from - count;
    }
}
