package dev.starbeam.expression.kernel.pattern;

import java.util.Map;
import java.util.regex.PatternSyntaxException;

/**
 * Bracket expressions of POSIX, {@code [[:alpha:]_-]}, as Java writes them. Within brackets {@code [} and {@code &&} are
 * characters like others; classes are of ASCII. Java would take {@code [[:digit:]]} for five characters.
 */
final class PosixBrackets {
    private static final Map<String, String> CLASSES = Map.ofEntries(
            Map.entry("alnum", "\\p{Alnum}"),
            Map.entry("alpha", "\\p{Alpha}"),
            Map.entry("ascii", "\\p{ASCII}"),
            Map.entry("blank", "\\p{Blank}"),
            Map.entry("cntrl", "\\p{Cntrl}"),
            Map.entry("digit", "\\p{Digit}"),
            Map.entry("graph", "\\p{Graph}"),
            Map.entry("lower", "\\p{Lower}"),
            Map.entry("print", "\\p{Print}"),
            Map.entry("punct", "\\p{Punct}"),
            Map.entry("space", "\\p{Space}"),
            Map.entry("upper", "\\p{Upper}"),
            Map.entry("word", "\\w"),
            Map.entry("xdigit", "\\p{XDigit}"));

    private final String pattern;
    private final StringBuilder java = new StringBuilder();
    private int at;

    private PosixBrackets(String pattern) {
        this.pattern = pattern;
    }

    /** @throws PatternSyntaxException when a class is not known, or stands outside of brackets */
    static String toJava(String pattern) {
        return pattern.indexOf('[') < 0 ? pattern : new PosixBrackets(pattern).written();
    }

    private String written() {
        while (at < pattern.length()) {
            if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
                copy(pattern.charAt(at + 1) == 'Q' ? quoted() : 2);
            } else if (pattern.charAt(at) == '[') {
                bracket();
            } else {
                copy(1);
            }
        }
        return java.toString();
    }

    /** How long a quotation {@code \Q…\E} is. */
    private int quoted() {
        int end = pattern.indexOf("\\E", at + 2);
        return (end < 0 ? pattern.length() : end + 2) - at;
    }

    private void bracket() {
        int start = at;
        copy(1);
        if (at < pattern.length() && pattern.charAt(at) == '^') {
            copy(1);
        }
        boolean first = true;
        while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
            member(start);
            first = false;
        }
        if (at >= pattern.length()) {
            throw new PatternSyntaxException("a bracket is not closed", pattern, start);
        }
        String inner = pattern.substring(start + 1, at);
        if (inner.length() > 2 && inner.matches(":[a-z]+:")) {
            throw new PatternSyntaxException(
                    "[" + inner + "] stands within brackets: [[" + inner + "]]", pattern, start);
        }
        copy(1);
    }

    private void member(int start) {
        char c = pattern.charAt(at);
        if (c == '\\' && at + 1 < pattern.length()) {
            copy(2);
        } else if (c == '[' && at + 1 < pattern.length() && ":.=".indexOf(pattern.charAt(at + 1)) >= 0) {
            characterClass(start);
        } else if (c == '[' || c == ']' || c == '&') {
            java.append('\\');
            copy(1);
        } else {
            copy(1);
        }
    }

    private void characterClass(int start) {
        String close = pattern.charAt(at + 1) + "]";
        int end = pattern.indexOf(close, at + 2);
        String name = end < 0 ? "" : pattern.substring(at + 2, end);
        String written = close.equals(":]") ? CLASSES.get(name) : null;
        if (written == null) {
            throw new PatternSyntaxException(
                    "no class " + (end < 0 ? pattern.substring(at) : pattern.substring(at, end + 2))
                            + "; there are alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space,"
                            + " upper, word and xdigit, as in [[:digit:]]",
                    pattern,
                    start);
        }
        java.append(written);
        at = end + 2;
    }

    private void copy(int characters) {
        java.append(pattern, at, at + characters);
        at += characters;
    }
}
