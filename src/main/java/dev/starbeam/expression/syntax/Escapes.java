package dev.starbeam.expression.syntax;

import net.sf.jsqlparser.expression.StringValue;

/** Escapes in quoted text, as Snowflake reads them: {@code ''}, {@code \'}, {@code \\}, {@code \n}, {@code \t}… */
final class Escapes {
    private static final String LETTERS = "bfnrt0";
    private static final String MEANINGS = "\b\f\n\r\t\0";

    private Escapes() {}

    static String unescape(StringValue text) {
        String value = text.getValue();
        return text.toString().startsWith("$$") ? value : unescape(value);
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = i + 1 < value.length() && (c == '\\' || (c == '\'' && value.charAt(i + 1) == '\''));
            if (pair) {
                plain.append(c == '\\' ? escaped(value.charAt(i + 1)) : c);
                i++;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** A letter without a meaning stands for itself. */
    private static char escaped(char letter) {
        int known = LETTERS.indexOf(letter);
        return known < 0 ? letter : MEANINGS.charAt(known);
    }
}
