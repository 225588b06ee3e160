package dev.starbeam;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The cases of a long matrix that this build tries: every n-th, from a place that the commit decides, so that n commits
 * in a row try most of them. {@code -Dstarbeam.full=true} tries all; {@code -Dstarbeam.sample=TEXT} decides the place.
 */
public final class Sample {
    private Sample() {}

    /**
     * Some of {@code cases}, in their order, or all of them; the same for the same commit.
     *
     * @param every how many cases one stands for
     */
    public static <T> List<T> of(List<T> cases, int every) {
        return Boolean.getBoolean("starbeam.full")
                ? cases
                : from(cases, every, System.getProperty("starbeam.sample", ""));
    }

    /** Whether a case, by its number, is among {@code every} n-th ones that this build tries: for cases made as they go. */
    public static boolean has(int number, int every) {
        String place = System.getProperty("starbeam.sample", "");
        return Boolean.getBoolean("starbeam.full") || number % every == Math.floorMod(place.hashCode(), every);
    }

    static <T> List<T> from(List<T> cases, int every, String place) {
        int first = Math.floorMod(place.hashCode(), Math.min(every, Math.max(1, cases.size())));
        return IntStream.iterate(first, i -> i < cases.size(), i -> i + every)
                .mapToObj(cases::get)
                .toList();
    }
}
