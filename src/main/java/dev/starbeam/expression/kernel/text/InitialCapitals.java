package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code initcap}: the first letter of each word in upper case (title case), the others in lower case. */
public final class InitialCapitals {
    /** What Snowflake ends words at unless told otherwise, besides white space. An apostrophe is not among them. */
    private static final String DELIMITERS = "!?@\"^#$&~_,.:;+-*%/|\\[](){}<>";

    private static final boolean[] ENDS_WORD = new boolean[128];

    static {
        for (int c = 0; c < ENDS_WORD.length; c++) {
            ENDS_WORD[c] = Blanks.isBlank((byte) c) || DELIMITERS.indexOf(c) >= 0;
        }
    }

    private InitialCapitals() {}

    /** Words end at white space and Snowflake's default delimiters. */
    public static Column standard(Arguments in) {
        TextColumn text = in.text(0);
        return RowLoop.text(in, 16, (row, out) -> {
            if (Utf8.isAscii(text.bytes(), text.start(row), text.end(row))) {
                capitalizeAscii(text, row, out);
            } else {
                append(out, capitalize(text.string(row), DELIMITERS, true));
            }
        });
    }

    /** Words end at the characters of the second argument only. */
    public static Column delimited(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn delimiters = in.text(1);
        return RowLoop.text(
                in, 16, (row, out) -> append(out, capitalize(text.string(row), delimiters.string(row), false)));
    }

    private static void capitalizeAscii(TextColumn text, int row, TextColumnBuilder out) {
        boolean starts = true;
        for (int i = text.start(row); i < text.end(row); i++) {
            byte b = text.bytes()[i];
            boolean upper = b >= 'A' && b <= 'Z';
            boolean lower = b >= 'a' && b <= 'z';
            out.appendPart((byte) ((upper && !starts) || (lower && starts) ? b ^ 0x20 : b));
            starts = ENDS_WORD[b];
        }
    }

    /** The rule for text of any script. */
    static String capitalize(String text, String delimiters, boolean whiteSpace) {
        StringBuilder capitalized = new StringBuilder(text.length());
        boolean starts = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            capitalized.appendCodePoint(starts ? Character.toTitleCase(c) : Character.toLowerCase(c));
            starts = delimiters.indexOf(c) >= 0 || (whiteSpace && Character.isWhitespace(c));
            i += Character.charCount(c);
        }
        return capitalized.toString();
    }

    private static void append(TextColumnBuilder out, String text) {
        byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.appendPart(utf8, 0, utf8.length);
    }
}
