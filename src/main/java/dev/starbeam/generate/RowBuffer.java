package dev.starbeam.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One row under construction: its fields as bytes, not yet quoted. Fields are put together left to right, each closed
 * by {@link #end}; afterwards single fields can be replaced, which is how dirt gets in.
 */
final class RowBuffer {
    private static final int MOST_FIELDS = 16;

    private byte[] bytes = new byte[1024];
    private int size;
    private final int[] starts = new int[MOST_FIELDS];
    private final int[] ends = new int[MOST_FIELDS];
    private int fields;

    RowBuffer clear() {
        size = 0;
        fields = 0;
        return this;
    }

    RowBuffer put(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    RowBuffer put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    RowBuffer put(char letter) {
        reserve(1);
        bytes[size++] = (byte) letter;
        return this;
    }

    /** A number that is not negative, padded with zeros on the left to {@code width} digits. */
    RowBuffer digits(long number, int width) {
        int length = Math.max(width, Decimals.length(number));
        reserve(length);
        Decimals.write(number, length, bytes, size);
        size += length;
        return this;
    }

    /** Hundredths as a number with two decimals. */
    RowBuffer cents(long cents) {
        return digits(cents / 100, 1).put('.').digits(cents % 100, 2);
    }

    /** {@code yyyy-MM-dd HH:mm:ss}. */
    RowBuffer timestamp(long epochSecond) {
        put(Days.text(Math.floorDiv(epochSecond, 86_400L))).put(' ');
        int second = (int) Math.floorMod(epochSecond, 86_400L);
        digits(second / 3600, 2).put(':').digits(second / 60 % 60, 2).put(':');
        return digits(second % 60, 2);
    }

    RowBuffer end() {
        starts[fields] = fields == 0 ? 0 : ends[fields - 1];
        ends[fields++] = size;
        return this;
    }

    String field(int index) {
        return new String(bytes, starts[index], ends[index] - starts[index], StandardCharsets.UTF_8);
    }

    void replace(int index, String text) {
        starts[index] = size;
        put(text.getBytes(StandardCharsets.UTF_8));
        ends[index] = size;
    }

    /** The most bytes that {@link #encode} may write. */
    int encodedBound() {
        int bound = 1;
        for (int i = 0; i < fields; i++) {
            bound += 2 * (ends[i] - starts[i]) + 3;
        }
        return bound;
    }

    /** Writes the row as a CSV record with its line feed and returns the position behind it. */
    int encode(byte[] target, int at) {
        int to = at;
        for (int i = 0; i < fields; i++) {
            to = encodeField(i, target, to);
            target[to++] = ',';
        }
        target[to - 1] = '\n';
        return to;
    }

    private int encodeField(int index, byte[] target, int at) {
        int start = starts[index];
        int length = ends[index] - start;
        if (!needsQuotes(start, ends[index])) {
            System.arraycopy(bytes, start, target, at, length);
            return at + length;
        }
        int to = at;
        target[to++] = '"';
        for (int i = start; i < ends[index]; i++) {
            if (bytes[i] == '"') {
                target[to++] = '"';
            }
            target[to++] = bytes[i];
        }
        target[to++] = '"';
        return to;
    }

    private boolean needsQuotes(int from, int to) {
        for (int i = from; i < to; i++) {
            byte letter = bytes[i];
            if (letter == ',' || letter == '"' || letter == '\n' || letter == '\r') {
                return true;
            }
        }
        return false;
    }

    /** The record without its line feed, for reports. */
    String record() {
        byte[] target = new byte[encodedBound()];
        return new String(target, 0, encode(target, 0) - 1, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + more));
        }
    }
}
