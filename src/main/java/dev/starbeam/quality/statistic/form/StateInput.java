package dev.starbeam.quality.statistic.form;

import dev.starbeam.batch.ColumnType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateOutput} wrote, from memory or through a stream, of which a small part is held at a time. Methods
 * throw IllegalArgumentException where the saved form ends too early.
 */
public final class StateInput {
    private static final int BUFFER = 1 << 16;

    private final @Nullable InputStream more;
    private byte[] bytes;
    private int at;
    private int end;
    private long passed;

    /** Reads from {@code bytes}, which stay as they are. */
    public StateInput(byte[] bytes) {
        this.more = null;
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** Reads ahead; the stream is the caller's to close. */
    public StateInput(InputStream in) {
        this.more = in;
        this.bytes = new byte[BUFFER];
    }

    /** How many bytes have been read. */
    public long position() {
        return passed + at;
    }

    public int getByte() {
        need(1);
        return bytes[at++];
    }

    public int getInt() {
        need(4);
        int value = (int) StateOutput.INTS.get(bytes, at);
        at += 4;
        return value;
    }

    public long getLong() {
        need(8);
        long value = (long) StateOutput.LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    public byte[] getBytes() {
        int length = getInt();
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    public String getText() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    public ColumnType getType() {
        ColumnType.Kind kind = ColumnType.Kind.valueOf(getText());
        return new ColumnType(kind, getByte(), getByte());
    }

    public long[] getLongs(int count) {
        long base = getLong();
        int width = getByte();
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = base + distance(width);
        }
        return values;
    }

    /** Gives away what {@link #getLongs} would return, one after the other. */
    public void eachLong(int count, LongConsumer action) {
        long base = getLong();
        int width = getByte();
        for (int i = 0; i < count; i++) {
            action.accept(base + distance(width));
        }
    }

    /** Goes past what {@link #getLongs} would return. */
    public void skipLongs(int count) {
        eachLong(count, value -> {});
    }

    /** Goes past what {@link #getBytes} would return. */
    public void skipBytes() {
        int length = getInt();
        need(length);
        at += length;
    }

    public long[] getAscending(int count) {
        long first = getLong();
        long[] values = getLongs(count);
        if (count > 0) {
            values[0] = first;
        }
        for (int i = 1; i < count; i++) {
            values[i] += values[i - 1];
        }
        return values;
    }

    private long distance(int width) {
        need(width);
        long distance = switch (width) {
            case 1 -> bytes[at] & 0xFFL;
            case 2 -> (short) StateOutput.SHORTS.get(bytes, at) & 0xFFFFL;
            case 4 -> (int) StateOutput.INTS.get(bytes, at) & 0xFFFF_FFFFL;
            case 8 -> (long) StateOutput.LONGS.get(bytes, at);
            default -> 0;
        };
        at += width;
        return distance;
    }

    private void need(int length) {
        if (end - at < length) {
            fill(length);
        }
    }

    private void fill(int length) {
        InputStream in = more;
        if (in == null) {
            throw endsTooEarly();
        }
        byte[] room = length <= bytes.length ? bytes : new byte[length];
        System.arraycopy(bytes, at, room, 0, end - at);
        end -= at;
        passed += at;
        at = 0;
        bytes = room;
        try {
            end += in.readNBytes(bytes, end, bytes.length - end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (end < length) {
            throw endsTooEarly();
        }
    }

    private static IllegalArgumentException endsTooEarly() {
        return new IllegalArgumentException("saved statistics end too early");
    }
}
