package dev.starbeam.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds a {@link TextColumn} row by row in one growing array. */
public final class TextColumnBuilder {
    private final ValidityBuilder validity;
    private final int[] starts;
    private final int[] ends;
    private byte[] bytes;
    private int length;
    private int rows;

    /** For exactly {@code size} rows of about {@code bytesPerRow} bytes. */
    public TextColumnBuilder(int size, int bytesPerRow) {
        this.validity = new ValidityBuilder(size);
        this.starts = new int[size];
        this.ends = new int[size];
        this.bytes = new byte[Math.max(16, size * bytesPerRow)];
    }

    /** Appends a row. */
    public void append(byte[] source, int start, int end) {
        starts[rows] = length;
        appendPart(source, start, end);
        endRow();
    }

    /** Appends a row, NULL for {@code null}. */
    public void append(@Nullable String text) {
        if (text == null) {
            appendNull();
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            append(utf8, 0, utf8.length);
        }
    }

    public void appendNull() {
        validity.setNull(rows);
        endRow();
    }

    /** Adds bytes to the row under way, which {@link #endRow} closes. */
    public void appendPart(byte[] source, int start, int end) {
        ensure(end - start);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
    }

    /** Adds one byte to the row under way. */
    public void appendPart(byte value) {
        ensure(1);
        bytes[length++] = value;
    }

    /** Closes the row under way; without parts it is the empty text. */
    public void endRow() {
        ends[rows++] = length;
        if (rows < starts.length) {
            starts[rows] = length;
        }
    }

    /** The column; every row must have been appended. */
    public TextColumn build() {
        if (rows != starts.length) {
            throw new IllegalStateException(rows + " rows appended, " + starts.length + " expected");
        }
        return new TextColumn(bytes, starts, ends, validity.build());
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, (int)
                    Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
        }
    }
}
