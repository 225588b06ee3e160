package dev.starbeam.generate;

import java.util.Comparator;
import java.util.List;

/** The rest of a message about an unknown name: what was probably meant, and what there is. */
final class Spelling {
    private Spelling() {}

    static String suggest(String typed, List<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .orElse("");
        String meant =
                distance(typed, nearest) <= Math.max(2, typed.length() / 3) ? "; did you mean '" + nearest + "'?" : ";";
        return meant + " Known: " + String.join(", ", known);
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], diagonal));
            }
        }
        return row[to.length()];
    }
}
