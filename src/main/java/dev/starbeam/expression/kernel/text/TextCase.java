package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * {@code upper} and {@code lower} over full Unicode. ASCII is changed byte by byte; text outside it goes through
 * {@link String}. A column in which nothing changes is returned as it is: most codes are already in upper case.
 */
public final class TextCase {
    private TextCase() {}

    public static Column upper(Arguments in) {
        return change(in, true);
    }

    public static Column lower(Arguments in) {
        return change(in, false);
    }

    private static Column change(Arguments in, boolean upper) {
        TextColumn text = in.text(0);
        byte low = (byte) (upper ? 'a' : 'A');
        int first = firstChange(in, text, low);
        if (first == in.rows()) {
            return text;
        }
        TextColumnBuilder out = new TextColumnBuilder(in.rows(), 16);
        for (int row = 0; row < in.rows(); row++) {
            if (!in.has(row)) {
                out.endRow();
            } else if (Utf8.isAscii(text.bytes(), text.start(row), text.end(row))) {
                appendAscii(out, text, row, low);
            } else {
                out.append(
                        upper
                                ? text.string(row).toUpperCase(Locale.ROOT)
                                : text.string(row).toLowerCase(Locale.ROOT));
            }
        }
        TextColumn changed = out.build();
        return new TextColumn(changed.bytes(), changed.starts(), changed.ends(), in.strict());
    }

    private static int firstChange(Arguments in, TextColumn text, byte low) {
        byte[] bytes = text.bytes();
        for (int row = 0; row < in.rows(); row++) {
            if (in.has(row)) {
                for (int i = text.start(row); i < text.end(row); i++) {
                    if (bytes[i] < 0 || (bytes[i] >= low && bytes[i] < low + 26)) {
                        return row;
                    }
                }
            }
        }
        return in.rows();
    }

    private static void appendAscii(TextColumnBuilder out, TextColumn text, int row, byte low) {
        byte[] bytes = text.bytes();
        for (int i = text.start(row); i < text.end(row); i++) {
            int b = bytes[i];
            out.appendPart((byte) (b >= low && b < low + 26 ? b ^ 0x20 : b));
        }
        out.endRow();
    }

    /** ASCII letters in upper case, for comparing names. */
    public static String upperAscii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }
}
