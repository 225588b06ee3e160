package dev.starbeam.model.loading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody most likely meant. */
final class NearestName {
    private static final int LISTED = 12;

    private NearestName() {}

    /** The closest of {@code known}, or nothing when {@code typed} is no plausible slip of any of them. */
    static Optional<String> of(String typed, Collection<String> known) {
        int tolerated = Math.max(1, Math.min(typed.length() / 3, 4));
        return known.stream()
                .filter(name -> distance(typed, name) <= tolerated)
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** What to say after naming {@code typed}: the names there are, if few or none is near, and the nearest. */
    static String hint(String typed, Collection<String> known) {
        if (known.isEmpty()) {
            return "; there is none";
        }
        Optional<String> nearest = of(typed, known);
        String expected = known.size() <= LISTED || nearest.isEmpty() ? "; expected " + list(known) : "";
        return expected + nearest.map(name -> "; did you mean \"" + name + "\"?").orElse("");
    }

    /** {@code one of a, b, c}; of many only the first. */
    static String list(Collection<String> known) {
        String names = String.join(", ", known.stream().limit(LISTED).toList());
        String more = known.size() > LISTED ? ", … (" + (known.size() - LISTED) + " more)" : "";
        return known.size() == 1 ? names : "one of " + names + more;
    }

    /** Levenshtein's distance, case aside: the fewest insertions, deletions and replacements. */
    static int distance(String first, String second) {
        String from = first.toLowerCase(Locale.ROOT);
        String to = second.toLowerCase(Locale.ROOT);
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            above = nextRow(above, from.charAt(row - 1), row, to);
        }
        return above[to.length()];
    }

    private static int[] nextRow(int[] above, char letter, int row, String to) {
        int[] current = new int[above.length];
        current[0] = row;
        for (int column = 1; column < above.length; column++) {
            int replaced = above[column - 1] + (letter == to.charAt(column - 1) ? 0 : 1);
            current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
        }
        return current;
    }
}
