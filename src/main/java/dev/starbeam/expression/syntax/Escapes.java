package dev.starbeam.expression.syntax;

import java.util.Locale;

/**
 * Escapes in quoted text, as Snowflake reads them: {@code ''}, {@code \'}, {@code \"}, {@code \\}, {@code \b \f \n \r \t
 * \0}, a character by three octal digits, {@code \x41} or {@code \u00a0}. Snowflake drops the backslash of every other
 * pair; here such a pair is a mistake, since whoever wrote it meant something by it.
 */
final class Escapes {
    private static final String LETTERS = "bfnrt'\"\\";
    private static final String MEANINGS = "\b\f\n\r\t'\"\\";

    private final String sql;
    private final int end;
    private int at;

    private Escapes(String sql, int start, int end) {
        this.sql = sql;
        this.at = start;
        this.end = end;
    }

    /** What the text between the quotes stands for. */
    static String unescape(String sql, int start, int end) throws UnreadableException {
        StringBuilder plain = new StringBuilder(end - start);
        Escapes escapes = new Escapes(sql, start, end);
        while (escapes.at < end) {
            plain.append(escapes.next());
        }
        for (int i = 0; i < plain.length(); i += Character.charCount(plain.codePointAt(i))) {
            int c = plain.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw new UnreadableException(
                        start - 1, String.format(Locale.ROOT, "\\u%04x is half a character; write both halves", c));
            }
        }
        return plain.toString();
    }

    private char next() throws UnreadableException {
        char c = sql.charAt(at++);
        if (c == '\'') {
            at++;
            return c;
        }
        if (c != '\\' || at >= end) {
            return c;
        }
        char letter = sql.charAt(at++);
        int known = LETTERS.indexOf(letter);
        if (known >= 0) {
            return MEANINGS.charAt(known);
        }
        return switch (letter) {
            case 'u' -> (char) digits(2, 4, 16, 0xFFFF);
            case 'x' -> (char) digits(2, 2, 16, 0x7F);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> throw unknown(letter);
        };
    }

    private char octal() throws UnreadableException {
        if (sql.charAt(at - 1) == '0' && (at >= end || Character.digit(sql.charAt(at), 8) < 0)) {
            return '\0';
        }
        at--;
        return (char) digits(1, 3, 8, 0x7F);
    }

    /** @param before how many characters of the escape stand before its digits */
    private int digits(int before, int count, int radix, int most) throws UnreadableException {
        int start = at;
        int value = 0;
        for (int i = 0; i < count; i++) {
            int digit = at < end ? Character.digit(sql.charAt(at), radix) : -1;
            if (digit < 0 || sql.charAt(at) > 'f') {
                throw new UnreadableException(
                        start - before,
                        "\"" + sql.substring(start - before, at) + "\" should have " + count
                                + (radix == 8 ? " octal" : " hexadecimal") + " digits; a backslash itself is written"
                                + " \\\\");
            }
            value = value * radix + digit;
            at++;
        }
        if (value > most) {
            throw new UnreadableException(
                    start - before,
                    "\"" + sql.substring(start - before, at) + "\" is beyond ASCII; write "
                            + String.format(Locale.ROOT, "\\u%04x", value));
        }
        return value;
    }

    private UnreadableException unknown(char letter) {
        String pair = "\\" + letter;
        return new UnreadableException(
                at - 2,
                "\"" + pair + "\" is no escape, and Snowflake would drop its backslash; write \\" + pair + ", or $$"
                        + pair + "$$ without escapes");
    }
}
