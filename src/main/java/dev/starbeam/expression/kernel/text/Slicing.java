package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** Parts of text by position in characters: views of the argument's bytes. */
public final class Slicing {
    private Slicing() {}

    /** The first characters; all of a shorter text. */
    public static TextColumn left(Arguments in) {
        TextColumn text = in.text(0);
        LongColumn count = in.longs(1);
        return RowLoop.views(in, row -> {
            int start = text.start(row);
            return RowLoop.view(start, Utf8.advance(text.bytes(), start, text.end(row), count.value(row)));
        });
    }

    /** The last characters; all of a shorter text. */
    public static TextColumn right(Arguments in) {
        TextColumn text = in.text(0);
        LongColumn count = in.longs(1);
        return RowLoop.views(in, row -> {
            int end = text.end(row);
            return RowLoop.view(Utf8.retreat(text.bytes(), text.start(row), end, count.value(row)), end);
        });
    }

    /** From a character counted from 1 (0 is taken as 1), or from the end when negative; optionally a length. */
    public static TextColumn substring(Arguments in) {
        TextColumn text = in.text(0);
        LongColumn first = in.longs(1);
        return RowLoop.views(in, row -> {
            int start = start(text, row, first.value(row));
            long length = in.count() > 2 ? Math.max(0, in.longs(2).value(row)) : Long.MAX_VALUE;
            return RowLoop.view(start, Utf8.advance(text.bytes(), start, text.end(row), length));
        });
    }

    /** A start before the text leaves nothing of it. */
    private static int start(TextColumn text, int row, long first) {
        byte[] bytes = text.bytes();
        int from = text.start(row);
        int to = text.end(row);
        if (first >= 0) {
            return Utf8.advance(bytes, from, to, Math.max(0, first - 1));
        }
        return first < -(long) Utf8.length(bytes, from, to) ? to : Utf8.retreat(bytes, from, to, -first);
    }

    /** Characters of the text. */
    public static LongColumn length(Arguments in) {
        TextColumn text = in.text(0);
        return RowLoop.longs(
                in,
                dev.starbeam.batch.ColumnType.BIGINT,
                row -> Utf8.length(text.bytes(), text.start(row), text.end(row)));
    }
}
