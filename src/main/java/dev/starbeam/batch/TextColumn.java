package dev.starbeam.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text: row {@code i} is {@code bytes[starts[i], ends[i])}. Rows may overlap or share bytes, so trimming,
 * cutting and repeating copy nothing. The arrays are handed over, not copied, and must not change afterwards.
 */
public final class TextColumn implements Column {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final Validity validity;

    public TextColumn(byte[] bytes, int[] starts, int[] ends, Validity validity) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
        this.validity = validity;
    }

    /** The same text in every row. */
    public static TextColumn constant(String value, int size) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int[] ends = new int[size];
        Arrays.fill(ends, bytes.length);
        return new TextColumn(bytes, new int[size], ends, Validity.allValid(size));
    }

    @Override
    public ColumnType type() {
        return ColumnType.TEXT;
    }

    @Override
    public Validity validity() {
        return validity;
    }

    /** The shared bytes: read only. */
    public byte[] bytes() {
        return bytes;
    }

    /** The start of each row's bytes: read only. */
    public int[] starts() {
        return starts;
    }

    /** The end (exclusive) of each row's bytes: read only. */
    public int[] ends() {
        return ends;
    }

    public int start(int row) {
        return starts[row];
    }

    public int end(int row) {
        return ends[row];
    }

    public int length(int row) {
        return ends[row] - starts[row];
    }

    /** The row's text; malformed UTF-8 reads as U+FFFD. */
    public String string(int row) {
        return new String(bytes, starts[row], ends[row] - starts[row], StandardCharsets.UTF_8);
    }

    @Override
    public TextColumn select(Selection selection) {
        int n = selection.size();
        int[] newStarts = new int[n];
        int[] newEnds = new int[n];
        if (selection.hasLongRuns()) {
            selection.copy(starts, newStarts);
            selection.copy(ends, newEnds);
        } else {
            for (int i = 0; i < n; i++) {
                int row = selection.position(i);
                newStarts[i] = starts[row];
                newEnds[i] = ends[row];
            }
        }
        return new TextColumn(bytes, newStarts, newEnds, validity.select(selection));
    }

    @Override
    public String display(int row) {
        return isNull(row) ? "NULL" : string(row);
    }
}
