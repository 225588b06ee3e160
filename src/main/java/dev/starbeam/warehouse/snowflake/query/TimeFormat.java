package dev.starbeam.warehouse.snowflake.query;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Formats of times: DuckDB's {@code %Y-%m-%d} is Snowflake's {@code YYYY-MM-DD}. */
final class TimeFormat {
    private static final Map<Character, String> ELEMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry('Y', "YYYY"),
            Map.entry('y', "YY"),
            Map.entry('m', "MM"),
            Map.entry('b', "MON"),
            Map.entry('B', "MMMM"),
            Map.entry('d', "DD"),
            Map.entry('a', "DY"),
            Map.entry('H', "HH24"),
            Map.entry('I', "HH12"),
            Map.entry('p', "AM"),
            Map.entry('M', "MI"),
            Map.entry('S', "SS")));

    private TimeFormat() {}

    /** Snowflake's format, or nothing when it has none that says the same. */
    static Optional<String> snowflake(String format) {
        StringBuilder snowflake = new StringBuilder();
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '"' || c == '\'') {
                return Optional.empty();
            }
            if (c != '%') {
                letters.append(c);
                continue;
            }
            String element = ++i < format.length() ? ELEMENTS.get(format.charAt(i)) : null;
            if (element == null) {
                return Optional.empty();
            }
            snowflake.append(verbatim(letters)).append(element);
        }
        return Optional.of(snowflake.append(verbatim(letters)).toString());
    }

    /** The elements that may stand in a format. */
    static Set<String> specifiers() {
        Set<String> specifiers = new java.util.TreeSet<>();
        ELEMENTS.keySet().forEach(letter -> specifiers.add("%" + letter));
        return specifiers;
    }

    /** Letters and digits would be read as elements, were they not in quotes. */
    private static String verbatim(StringBuilder letters) {
        String text = letters.toString();
        letters.setLength(0);
        return text.chars().anyMatch(Character::isLetterOrDigit) ? '"' + text + '"' : text;
    }
}
