package dev.starbeam.model.loading.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Where in the file each character of a scalar was written, whatever the style: quotes doubled, escapes, folded lines
 * and indentation lie between. Works by walking text and value side by side: both hold the same characters other than
 * white space, in the same order.
 */
final class ScalarOrigins {
    private final int[] text;
    private final ScalarStyle style;
    private int at;

    private ScalarOrigins(int[] text, ScalarStyle style, int start) {
        this.text = text;
        this.style = style;
        this.at = start;
    }

    /** For each {@code char} of the node's value the index of its character in {@code text}. */
    static int[] of(ScalarNode node, int[] text) {
        ScalarOrigins walk = new ScalarOrigins(
                text, node.getScalarStyle(), node.getStartMark().getIndex());
        walk.skipProperties();
        walk.skipOpening();
        String value = node.getValue();
        int[] origins = new int[value.length()];
        for (int i = 0; i < value.length(); ) {
            int character = value.codePointAt(i);
            int origin = walk.next(character);
            for (int end = i + Character.charCount(character); i < end; i++) {
                origins[i] = origin;
            }
        }
        return origins;
    }

    /** An anchor or a tag stands before the scalar. */
    private void skipProperties() {
        while (has(0) && (text[at] == '&' || text[at] == '!')) {
            while (has(0) && !isSpace(text[at])) {
                at++;
            }
            skipSpace();
        }
    }

    private void skipOpening() {
        switch (style) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
            case LITERAL, FOLDED -> {
                while (has(0) && text[at] != '\n') {
                    at++;
                }
            }
            default -> {}
        }
    }

    private int next(int character) {
        if (!isSpace(character) || isContinuation()) {
            skipSpace();
        }
        int origin = Math.min(at, text.length - 1);
        if (style == ScalarStyle.DOUBLE_QUOTED && isEscape()) {
            at += escapeLength(text[at + 1]);
        } else if (!isSpace(character)) {
            at += style == ScalarStyle.SINGLE_QUOTED && character == '\'' ? 2 : 1;
        } else if (has(0) && text[at] == character) {
            at++;
        }
        return origin;
    }

    private void skipSpace() {
        while (has(0) && (isSpace(text[at]) || isContinuation())) {
            at++;
        }
    }

    /** A backslash at the end of a line joins it with the next. */
    private boolean isContinuation() {
        return style == ScalarStyle.DOUBLE_QUOTED
                && has(1)
                && text[at] == '\\'
                && (text[at + 1] == '\n' || text[at + 1] == '\r');
    }

    private boolean isEscape() {
        return has(1) && text[at] == '\\';
    }

    private static int escapeLength(int letter) {
        return switch (letter) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private boolean has(int ahead) {
        return at + ahead < text.length;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
