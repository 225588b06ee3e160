package dev.starbeam.generate;

/**
 * A stream of random numbers that starts anywhere at no cost: {@link #at} moves it to the numbers of one row.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, 2014): a counter through a mixing function, the same on every machine.
 */
final class Draws {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private long state;

    Draws at(long seed, long row) {
        state = mix(seed + STEP * row);
        return this;
    }

    /** A seed for another purpose, independent of its parent. */
    static long derive(long seed, int purpose) {
        return mix(mix(seed) + STEP * purpose);
    }

    long bits() {
        state += STEP;
        return mix(state);
    }

    /** 0 to {@code bound} − 1. */
    int below(int bound) {
        return (int) (((bits() >>> 32) * bound) >>> 32);
    }

    /** {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
