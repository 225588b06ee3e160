package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.LongColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/** Whole numbers, decimals, dates and timestamps, PLAIN, as 8 or 4 bytes each. */
final class LongEncoder implements ValueEncoder {
    private final int width;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    LongEncoder(int width) {
        this.width = width;
    }

    @Override
    public Encoding encode(Column column, PageBuffer out) {
        LongColumn longs = (LongColumn) column;
        boolean dense = !longs.validity().hasNulls();
        long[] values = dense ? longs.values() : withoutNulls(longs);
        int count = longs.size() - longs.validity().nullCount();
        widen(values, count);
        if (width == 8) {
            out.putLongs(values, count);
        } else {
            out.putLongsAsInts(values, count);
        }
        return Encoding.PLAIN;
    }

    @Override
    public void describe(Statistics statistics) {
        if (min <= max) {
            statistics.setMin_value(littleEndian(min)).setMax_value(littleEndian(max));
        }
    }

    @Override
    public void startRowGroup() {
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
    }

    private void widen(long[] values, int count) {
        long low = min;
        long high = max;
        for (int i = 0; i < count; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        min = low;
        max = high;
    }

    private static long[] withoutNulls(LongColumn column) {
        long[] values = column.values();
        long[] dense = new long[column.size() - column.validity().nullCount()];
        int count = 0;
        for (int row = 0; row < column.size(); row++) {
            if (column.validity().isValid(row)) {
                dense[count++] = values[row];
            }
        }
        return dense;
    }

    private byte[] littleEndian(long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
        byte[] shortest = new byte[width];
        bytes.get(0, shortest);
        return shortest;
    }
}
