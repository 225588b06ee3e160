package dev.starbeam.star.calendar;

import java.util.Collection;
import java.util.Comparator;

/** Finds the known code that somebody most likely meant. */
final class NearestCode {
    private NearestCode() {}

    /** The closest of {@code known}, which must not be empty; the first in order among equally close ones. */
    static String to(String typed, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(code -> distance(typed, code))
                        .thenComparing(code -> code))
                .orElseThrow();
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, i, j, from.charAt(i - 1) == to.charAt(j - 1));
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, int i, int j, boolean same) {
        int replaced = edits[i - 1][j - 1] + (same ? 0 : 1);
        return Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    }
}
