package dev.starbeam.expression.tree;

import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text put together from parts. Parts over the same bytes stay views of them; other bytes are put behind one another
 * whole when that is less than copying the rows, else row by row.
 */
final class TextAssembly {
    private final int[] starts;
    private final int[] ends;
    private final List<byte[]> sources = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int length;

    TextAssembly(int rows) {
        this.starts = new int[rows];
        this.ends = new int[rows];
    }

    void add(TextColumn part, Selection selection) {
        if (sources.isEmpty()) {
            bytes = part.bytes();
            length = bytes.length;
        }
        if (sources.isEmpty() || sources.get(0) == part.bytes()) {
            place(part, selection, 0);
        } else if (part.bytes().length <= copied(part, selection)) {
            place(part, selection, append(part.bytes(), 0, part.bytes().length));
        } else {
            copy(part, selection);
        }
        sources.add(part.bytes());
    }

    private static long copied(TextColumn part, Selection selection) {
        long total = 0;
        for (int i = 0; i < selection.size(); i++) {
            total += part.isNull(i) ? 0 : part.length(i);
        }
        return total;
    }

    private void place(TextColumn part, Selection selection, int shift) {
        for (int i = 0; i < selection.size(); i++) {
            if (part.validity().isValid(i)) {
                starts[selection.position(i)] = part.start(i) + shift;
                ends[selection.position(i)] = part.end(i) + shift;
            }
        }
    }

    private void copy(TextColumn part, Selection selection) {
        for (int i = 0; i < selection.size(); i++) {
            if (part.validity().isValid(i)) {
                int row = selection.position(i);
                starts[row] = append(part.bytes(), part.start(i), part.end(i));
                ends[row] = length;
            }
        }
    }

    /** Where the bytes went. */
    private int append(byte[] source, int from, int to) {
        int at = length;
        int needed = Math.addExact(length, to - from);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, needed + needed / 8));
        }
        System.arraycopy(source, from, bytes, at, to - from);
        length = needed;
        return at;
    }

    TextColumn build(Validity validity) {
        return new TextColumn(bytes, starts, ends, validity);
    }
}
