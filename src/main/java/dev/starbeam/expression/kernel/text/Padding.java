package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;

/** {@code lpad} and {@code rpad}: text of a given length in characters, filled up or cut at the end. */
public final class Padding {
    /** Longer results are an invalid row: a wrong length must not fill the memory. */
    static final int MAX_LENGTH = 1 << 20;

    private Padding() {}

    public static TextColumn left(Arguments in) {
        return pad(in, true);
    }

    public static TextColumn right(Arguments in) {
        return pad(in, false);
    }

    private static TextColumn pad(Arguments in, boolean left) {
        TextColumn text = in.text(0);
        LongColumn lengths = in.longs(1);
        return RowLoop.text(in, 16, (row, out) -> {
            long length = Math.max(0, lengths.value(row));
            int start = text.start(row);
            int end = Utf8.advance(text.bytes(), start, text.end(row), length);
            long missing = length - Utf8.length(text.bytes(), start, end);
            if (length > MAX_LENGTH) {
                in.invalid(row, "pad: a text of " + length + " characters is longer than " + MAX_LENGTH);
                return;
            }
            if (left) {
                fill(in, row, missing, out);
            }
            out.appendPart(text.bytes(), start, end);
            if (!left) {
                fill(in, row, missing, out);
            }
        });
    }

    private static void fill(Arguments in, int row, long characters, TextColumnBuilder out) {
        if (in.count() < 3) {
            for (long i = 0; i < characters; i++) {
                out.appendPart((byte) ' ');
            }
            return;
        }
        TextColumn pad = in.text(2);
        long left = pad.length(row) == 0 ? 0 : characters;
        int at = pad.start(row);
        for (; left > 0; left--) {
            int next = Utf8.next(pad.bytes(), at, pad.end(row));
            out.appendPart(pad.bytes(), at, next);
            at = next == pad.end(row) ? pad.start(row) : next;
        }
    }
}
