package dev.starbeam.ingest.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Expands {@code {a,b}} in a location into one location each, nested ones too, as the remote file systems do not. Braces
 * without their counterpart stay as they are.
 */
public final class GlobAlternatives {
    private static final int MOST = 10_000;

    private GlobAlternatives() {}

    /**
     * The locations that a location stands for, in the order written; itself when it has no alternatives.
     *
     * @throws IllegalArgumentException when there are too many to look for each
     */
    public static List<String> expand(String location) {
        int open = location.indexOf('{');
        int close = open < 0 ? -1 : closing(location, open);
        if (close < 0) {
            return List.of(location);
        }
        String before = location.substring(0, open);
        List<String> expanded = new ArrayList<>();
        for (String rest : expand(location.substring(close + 1))) {
            for (String alternative : split(location.substring(open + 1, close))) {
                for (String inner : expand(alternative)) {
                    expanded.add(before + inner + rest);
                    requireFew(expanded);
                }
            }
        }
        return expanded;
    }

    private static void requireFew(List<String> expanded) {
        if (expanded.size() > MOST) {
            throw new IllegalArgumentException("its braces stand for more than " + MOST
                    + " locations. Use * in place of braces, or several sources.");
        }
    }

    private static int closing(String location, int open) {
        int depth = 0;
        for (int i = open; i < location.length(); i++) {
            depth += depthChange(location.charAt(i));
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> split(String alternatives) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < alternatives.length(); i++) {
            depth += depthChange(alternatives.charAt(i));
            if (depth == 0 && alternatives.charAt(i) == ',') {
                parts.add(alternatives.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(alternatives.substring(start));
        return parts;
    }

    private static int depthChange(char c) {
        return c == '{' ? 1 : c == '}' ? -1 : 0;
    }
}
