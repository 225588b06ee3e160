package dev.starbeam.model.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a table in a database, spelled as the database has it.
 *
 * @param parts one to three, the table's own name last
 */
public record TableName(List<String> parts) implements Serializable {
    private static final int MOST_PARTS = 3;
    private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^.\"]+)");

    public TableName {
        parts = List.copyOf(parts);
    }

    /**
     * Reads {@code orders} or {@code public.orders}. A part in double quotes may hold dots, and a double quote as two;
     * quotes carry no other meaning, since every part counts as it is spelled. Nothing for any other text.
     */
    public static Optional<TableName> parse(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.find(at) && part.start() == at) {
            String quoted = part.group(1);
            parts.add(quoted == null ? part.group(2) : quoted.replace("\"\"", "\""));
            at = part.end();
            if (at == text.length()) {
                return parts.size() <= MOST_PARTS ? Optional.of(new TableName(parts)) : Optional.empty();
            }
            if (text.charAt(at) != '.') {
                return Optional.empty();
            }
            at++;
        }
        return Optional.empty();
    }

    /** The table's own name. */
    public String last() {
        return parts.get(parts.size() - 1);
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
