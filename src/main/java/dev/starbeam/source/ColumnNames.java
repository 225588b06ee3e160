package dev.starbeam.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** When two names in headers mean one column: where they differ only in case, in how accents are written, or in blanks around. */
public final class ColumnNames {
    private ColumnNames() {}

    public static boolean areAlike(String one, String other) {
        return one.equals(other) || key(one).equals(key(other));
    }

    /** The places of the names that are alike to {@code wanted}, but for those that are spelled as one of {@code taken}. */
    public static List<Integer> alike(String wanted, List<String> names, List<String> taken) {
        String key = key(wanted);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (key(names.get(i)).equals(key) && !taken.contains(names.get(i))) {
                places.add(i);
            }
        }
        return places;
    }

    /** The same for names that are alike. */
    private static String key(String name) {
        return withoutBlanks(Normalizer.normalize(name, Normalizer.Form.NFC))
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    /** The same for names that differ in case, blanks or punctuation only. */
    public static String letters(String name) {
        StringBuilder letters = new StringBuilder();
        key(name).codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** Without blanks around, those without width and the byte order mark among them. */
    private static String withoutBlanks(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isBlank(name.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }
}
