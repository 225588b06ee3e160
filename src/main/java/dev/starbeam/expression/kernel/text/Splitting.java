package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code split_part}: one part of a text between delimiters, as a view. */
public final class Splitting {
    private Splitting() {}

    /** Part 1 is the first, as is 0; −1 is the last; beyond the parts is the empty text. */
    public static TextColumn part(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn delimiter = in.text(1);
        LongColumn parts = in.longs(2);
        return RowLoop.views(in, row -> part(text, delimiter, row, parts.value(row)));
    }

    private static long part(TextColumn text, TextColumn delimiter, int row, long wanted) {
        int width = delimiter.length(row);
        long index = wanted > 0 ? wanted - 1 : wanted == 0 ? 0 : delimiters(text, delimiter, row) + 1 + wanted;
        if (index < 0) {
            return RowLoop.view(text.start(row), text.start(row));
        }
        int start = text.start(row);
        int end = next(text, start, delimiter, row);
        for (; index > 0 && end >= 0; index--) {
            start = end + width;
            end = next(text, start, delimiter, row);
        }
        boolean beyond = index > 0;
        return beyond ? RowLoop.view(start, start) : RowLoop.view(start, end < 0 ? text.end(row) : end);
    }

    private static int delimiters(TextColumn text, TextColumn delimiter, int row) {
        int count = 0;
        int at = next(text, text.start(row), delimiter, row);
        while (at >= 0) {
            count++;
            at = next(text, at + delimiter.length(row), delimiter, row);
        }
        return count;
    }

    /** An empty delimiter splits nothing. */
    private static int next(TextColumn text, int from, TextColumn delimiter, int row) {
        return delimiter.length(row) == 0
                ? -1
                : Containment.find(
                        text.bytes(), from, text.end(row), delimiter.bytes(), delimiter.start(row), delimiter.end(row));
    }
}
