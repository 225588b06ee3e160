package dev.starbeam.expression.kernel.text;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.RowLoop;
import java.util.Arrays;

/** {@code trim}, {@code ltrim} and {@code rtrim}: views of the argument's bytes, nothing is copied. */
public final class Trimming {
    private Trimming() {}

    /** Leaves out spaces at the chosen ends. Only U+0020 is a space here: tabs stay. */
    public static Kernel spaces(boolean left, boolean right) {
        return in -> trim(in, left, right);
    }

    /** Leaves out characters of the second argument at the chosen ends. */
    public static Kernel characters(boolean left, boolean right) {
        return in -> {
            TextColumn text = in.text(0);
            TextColumn set = in.text(1);
            return RowLoop.views(in, row -> {
                int start = left ? skip(text, row, set) : text.start(row);
                int end = right ? skipBack(text, row, start, set) : text.end(row);
                return RowLoop.view(start, end);
            });
        };
    }

    private static Column trim(Arguments in, boolean left, boolean right) {
        TextColumn text = in.text(0);
        byte[] bytes = text.bytes();
        int[] starts = new int[in.rows()];
        int[] ends = new int[in.rows()];
        for (int row = 0; row < starts.length; row++) {
            if (in.has(row)) {
                int start = text.start(row);
                int end = text.end(row);
                while (left && start < end && bytes[start] == ' ') {
                    start++;
                }
                while (right && start < end && bytes[end - 1] == ' ') {
                    end--;
                }
                starts[row] = start;
                ends[row] = end;
            }
        }
        return new TextColumn(bytes, starts, ends, in.strict());
    }

    private static int skip(TextColumn text, int row, TextColumn set) {
        int i = text.start(row);
        while (i < text.end(row)) {
            int next = Utf8.next(text.bytes(), i, text.end(row));
            if (!contains(set, row, text.bytes(), i, next)) {
                return i;
            }
            i = next;
        }
        return i;
    }

    private static int skipBack(TextColumn text, int row, int start, TextColumn set) {
        int i = text.end(row);
        while (i > start) {
            int previous = Utf8.previous(text.bytes(), i, start);
            if (!contains(set, row, text.bytes(), previous, i)) {
                return i;
            }
            i = previous;
        }
        return i;
    }

    private static boolean contains(TextColumn set, int row, byte[] bytes, int from, int to) {
        int i = set.start(row);
        while (i < set.end(row)) {
            int next = Utf8.next(set.bytes(), i, set.end(row));
            if (Arrays.equals(set.bytes(), i, next, bytes, from, to)) {
                return true;
            }
            i = next;
        }
        return false;
    }
}
