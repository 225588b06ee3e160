package dev.starbeam.quality.statistic.form;

import dev.starbeam.batch.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateOutput} wrote. */
public final class StateInput {
    private final byte[] bytes;
    private int at;

    public StateInput(byte[] bytes) {
        this.bytes = bytes;
    }

    public int getByte() {
        return bytes[at++];
    }

    public int getInt() {
        int value = (int) StateOutput.INTS.get(bytes, at);
        at += 4;
        return value;
    }

    public long getLong() {
        long value = (long) StateOutput.LONGS.get(bytes, at);
        at += 8;
        return value;
    }

    public byte[] getBytes() {
        int length = getInt();
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
        for (int i = 0; i < count; i++, at += width) {
            values[i] = base + distance(width);
        }
        return values;
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
        return switch (width) {
            case 1 -> bytes[at] & 0xFFL;
            case 2 -> (short) StateOutput.SHORTS.get(bytes, at) & 0xFFFFL;
            case 4 -> (int) StateOutput.INTS.get(bytes, at) & 0xFFFF_FFFFL;
            case 8 -> (long) StateOutput.LONGS.get(bytes, at);
            default -> 0;
        };
    }
}
