package dev.starbeam.star.join;

import java.io.Serializable;

/**
 * How looked-up rows or member keys reach the rows that need them. A graph cannot branch on what it reads, so the choice
 * is made when it is built, from the size of the input files.
 *
 * @param mode how, or by size
 * @param thresholdBytes the largest input that {@link Mode#AUTO} broadcasts
 */
public record LookupStrategy(Mode mode, long thresholdBytes) implements Serializable {
    /** How rows meet. */
    public enum Mode {
        /** Every worker holds all build rows. */
        BROADCAST,
        /** Both sides are partitioned by key. */
        SHUFFLE,
        /** Broadcast what is small. */
        AUTO
    }

    /** Of 128 MB of input, two or three tables fit any worker's heap of 1 GB beside the work itself. */
    public static final LookupStrategy DEFAULT = auto(128L << 20);

    public static LookupStrategy broadcast() {
        return new LookupStrategy(Mode.BROADCAST, Long.MAX_VALUE);
    }

    public static LookupStrategy shuffle() {
        return new LookupStrategy(Mode.SHUFFLE, 0);
    }

    /** Broadcasts inputs of up to {@code thresholdBytes}. */
    public static LookupStrategy auto(long thresholdBytes) {
        return new LookupStrategy(Mode.AUTO, thresholdBytes);
    }

    /** Whether an entity read from files of {@code inputBytes} is broadcast. */
    public boolean broadcasts(long inputBytes) {
        return switch (mode) {
            case BROADCAST -> true;
            case SHUFFLE -> false;
            case AUTO -> inputBytes <= thresholdBytes;
        };
    }
}
