package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.RowLoop;
import java.util.Arrays;

/** {@code startswith}, {@code endswith} and {@code contains}, by bytes: UTF-8 makes that the same as by characters. */
public final class Containment {
    private Containment() {}

    public static Column startsWith(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn part = in.text(1);
        return RowLoop.booleans(in, row -> at(text, row, text.start(row), part));
    }

    public static Column endsWith(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn part = in.text(1);
        return RowLoop.booleans(
                in,
                row -> part.length(row) <= text.length(row) && at(text, row, text.end(row) - part.length(row), part));
    }

    public static Column contains(Arguments in) {
        TextColumn text = in.text(0);
        TextColumn part = in.text(1);
        return RowLoop.booleans(
                in,
                row -> find(text.bytes(), text.start(row), text.end(row), part.bytes(), part.start(row), part.end(row))
                        >= 0);
    }

    private static boolean at(TextColumn text, int row, int from, TextColumn part) {
        int to = from + part.length(row);
        return to <= text.end(row)
                && Arrays.equals(text.bytes(), from, to, part.bytes(), part.start(row), part.end(row));
    }

    /** Where the part first stands in {@code bytes[from, to)}, or −1. */
    static int find(byte[] bytes, int from, int to, byte[] part, int partFrom, int partTo) {
        int length = partTo - partFrom;
        for (int i = from; i + length <= to; i++) {
            if (Arrays.equals(bytes, i, i + length, part, partFrom, partTo)) {
                return i;
            }
        }
        return -1;
    }
}
