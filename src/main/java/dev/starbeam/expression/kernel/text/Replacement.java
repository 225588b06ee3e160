package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code replace}: every occurrence of a text, from left to right. */
public final class Replacement {
    private Replacement() {}

    /** Without a third argument occurrences are left out. An empty part occurs nowhere. */
    public static TextColumn of(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn part = in.text(1);
        return RowLoop.text(in, 16, (row, out) -> {
            int at = text.start(row);
            int next = next(text, at, part, row);
            while (next >= 0) {
                out.appendPart(text.bytes(), at, next);
                appendReplacement(in, row, out);
                at = next + part.length(row);
                next = next(text, at, part, row);
            }
            out.appendPart(text.bytes(), at, text.end(row));
        });
    }

    private static int next(TextColumn text, int from, TextColumn part, int row) {
        return part.length(row) == 0
                ? -1
                : Containment.find(text.bytes(), from, text.end(row), part.bytes(), part.start(row), part.end(row));
    }

    private static void appendReplacement(Arguments in, int row, TextColumnBuilder out) {
        if (in.count() > 2) {
            TextColumn replacement = in.text(2);
            out.appendPart(replacement.bytes(), replacement.start(row), replacement.end(row));
        }
    }
}
