package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@code upper} and {@code lower} over full Unicode. ASCII is changed eight bytes at a time; text outside it goes through
 * {@link String}. A column in which nothing changes is returned as it is: most codes are already in upper case.
 */
public final class TextCase {
    private static final AsciiCase TO_UPPER = AsciiCase.from('a');
    private static final AsciiCase TO_LOWER = AsciiCase.from('A');

    private TextCase() {}

    public static Column upper(Arguments in) {
        return change(in, true);
    }

    public static Column lower(Arguments in) {
        return change(in, false);
    }

    private static Column change(Arguments in, boolean upper) {
        TextColumn text = in.text(0);
        int from = Integer.MAX_VALUE;
        int to = 0;
        long length = 0;
        for (int row = 0; row < in.rows(); row++) {
            if (in.has(row)) {
                from = Math.min(from, text.start(row));
                to = Math.max(to, text.end(row));
                length += text.length(row);
            }
        }
        if (length == 0) {
            return text;
        }
        // A view of a few bytes of many would copy all of them.
        return to - from <= 2 * length && Utf8.isAscii(text.bytes(), from, to)
                ? changeAscii(in, text, from, to, upper ? TO_UPPER : TO_LOWER)
                : changeEach(in, text, upper);
    }

    /** All rows at once; they may share bytes. */
    private static Column changeAscii(Arguments in, TextColumn text, int from, int to, AsciiCase letters) {
        byte[] bytes = Arrays.copyOfRange(text.bytes(), from, to);
        if (!letters.change(bytes)) {
            return text;
        }
        int[] starts = new int[in.rows()];
        int[] ends = new int[in.rows()];
        for (int row = 0; row < starts.length; row++) {
            if (in.has(row)) {
                starts[row] = text.start(row) - from;
                ends[row] = text.end(row) - from;
            }
        }
        return new TextColumn(bytes, starts, ends, in.strict());
    }

    private static Column changeEach(Arguments in, TextColumn text, boolean upper) {
        TextColumnBuilder out = new TextColumnBuilder(in.rows(), 16);
        AsciiCase letters = upper ? TO_UPPER : TO_LOWER;
        for (int row = 0; row < in.rows(); row++) {
            if (!in.has(row)) {
                out.endRow();
            } else if (Utf8.isAscii(text.bytes(), text.start(row), text.end(row))) {
                byte[] ascii = Arrays.copyOfRange(text.bytes(), text.start(row), text.end(row));
                letters.change(ascii);
                out.append(ascii, 0, ascii.length);
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

    /** ASCII letters in upper case, for comparing names. */
    public static String upperAscii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }
}
