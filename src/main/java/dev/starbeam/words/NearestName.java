package dev.starbeam.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that somebody most likely meant. A name is a plausible slip of another if it takes at most a third
 * as many edits as the longer has letters, at least one and at most {@value #MOST}. An edit inserts, deletes or replaces
 * a letter, or swaps two neighbours; case counts for nothing.
 */
public final class NearestName {
    private static final int LISTED = 12;
    private static final int MOST = 4;

    private NearestName() {}

    /** The closest of {@code known}, or nothing when {@code typed} is no plausible slip of any of them. */
    public static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(typed, name) <= tolerated(typed, name))
                .min(Comparator.<String>comparingInt(name -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int tolerated(String typed, String name) {
        return Math.max(1, Math.min(Math.max(typed.length(), name.length()) / 3, MOST));
    }

    /** What to say after naming {@code typed}: the names there are, if few or none is near, and the nearest. */
    public static String hint(String typed, Collection<String> known) {
        if (known.isEmpty()) {
            return "; there is none";
        }
        Optional<String> nearest = of(typed, known);
        String expected = known.size() <= LISTED || nearest.isEmpty() ? "; expected " + list(known) : "";
        return expected
                + nearest.map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    /** {@code one of a, b, c}; of many only the first. */
    public static String list(Collection<String> known) {
        String names = String.join(", ", known.stream().limit(LISTED).toList());
        String more = known.size() > LISTED ? ", … (" + (known.size() - LISTED) + " more)" : "";
        return known.size() == 1 ? names : "one of " + names + more;
    }

    /** Edit distance, case aside: the fewest insertions, deletions, replacements and swaps of neighbours. */
    public static int distance(String first, String second) {
        String from = first.toLowerCase(Locale.ROOT);
        String to = second.toLowerCase(Locale.ROOT);
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int row = 0; row <= from.length(); row++) {
            for (int column = 0; column <= to.length(); column++) {
                distance[row][column] = row == 0 || column == 0 ? row + column : step(distance, from, to, row, column);
            }
        }
        return distance[from.length()][to.length()];
    }

    private static int step(int[][] distance, String from, String to, int row, int column) {
        boolean same = from.charAt(row - 1) == to.charAt(column - 1);
        int best = Math.min(
                distance[row - 1][column - 1] + (same ? 0 : 1),
                1 + Math.min(distance[row - 1][column], distance[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && from.charAt(row - 1) == to.charAt(column - 2)
                && from.charAt(row - 2) == to.charAt(column - 1);
        return swapped ? Math.min(best, distance[row - 2][column - 2] + 1) : best;
    }
}
