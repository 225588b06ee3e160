package dev.starbeam.quality.statistic.count;

import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import java.util.Arrays;

/**
 * Value → count. Values from 0 to 4095, as most quantities are, index an array directly (it stays in the fastest
 * cache); others live in an open-addressing table that keeps value and count side by side.
 */
public final class LongCounts {
    private static final int DIRECT = 1 << 12;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] direct = new long[DIRECT];
    private long[] slots = new long[2 << 6];
    private int shift = 64 - 6;
    private int used;

    /** Adds the selected finite doubles, as {@link SortableDouble}. */
    public void addAll(DoubleColumn column, Selection kept) {
        double[] values = column.values();
        Validity validity = column.validity();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (validity.isValid(row) && Double.isFinite(values[row])) {
                add(SortableDouble.toLong(values[row]), 1);
            }
        }
    }

    /** Adds the selected values that are not NULL. */
    public void addAll(LongColumn column, Selection kept) {
        long[] values = column.values();
        Validity validity = column.validity();
        boolean nulls = validity.hasNulls();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (!nulls || validity.isValid(row)) {
                add(values[row], 1);
            }
        }
    }

    /** Adds {@code count}, which is positive, to the value's count. */
    public void add(long value, long count) {
        if (value >= 0 && value < DIRECT) {
            direct[(int) value] += count;
        } else {
            addHashed(value, count);
        }
    }

    /** A slot is free when its count is 0. */
    private void addHashed(long value, long count) {
        int mask = slots.length - 1;
        int at = (int) (value * SPREAD >>> shift) << 1;
        while (slots[at + 1] != 0 && slots[at] != value) {
            at = at + 2 & mask;
        }
        if (slots[at + 1] == 0) {
            slots[at] = value;
            used++;
        }
        slots[at + 1] += count;
        if (used > slots.length >> 2) {
            rehash(slots.length * 2);
        }
    }

    public void addAll(LongCounts other) {
        reserve(used + other.used);
        other.forEach(this::add);
    }

    public long count(long value) {
        if (value >= 0 && value < DIRECT) {
            return direct[(int) value];
        }
        int at = (int) (value * SPREAD >>> shift) << 1;
        while (slots[at + 1] != 0 && slots[at] != value) {
            at = at + 2 & slots.length - 1;
        }
        return slots[at + 1];
    }

    public int distinct() {
        int distinct = used;
        for (long count : direct) {
            distinct += count != 0 ? 1 : 0;
        }
        return distinct;
    }

    /** The distinct values in ascending order. */
    public long[] sortedValues() {
        long[] sorted = new long[distinct()];
        int[] size = {0};
        forEach((value, count) -> sorted[size[0]++] = value);
        Arrays.sort(sorted);
        return sorted;
    }

    public void forEach(ValueCount action) {
        for (int value = 0; value < DIRECT; value++) {
            if (direct[value] != 0) {
                action.accept(value, direct[value]);
            }
        }
        for (int at = 0; at < slots.length; at += 2) {
            if (slots[at + 1] != 0) {
                action.accept(slots[at], slots[at + 1]);
            }
        }
    }

    /** Makes room first, so that values that come in the order of their hashes do not pile up in a small table. */
    public void reserve(int values) {
        int length = slots.length;
        while (values > length >> 2) {
            length *= 2;
        }
        if (length > slots.length) {
            rehash(length);
        }
    }

    private void rehash(int length) {
        long[] old = slots;
        slots = new long[length];
        shift = 64 - Integer.numberOfTrailingZeros(length >> 1);
        used = 0;
        for (int at = 0; at < old.length; at += 2) {
            if (old[at + 1] != 0) {
                addHashed(old[at], old[at + 1]);
            }
        }
    }

    /** Receives one value and how often it occurs. */
    public interface ValueCount {
        void accept(long value, long count);
    }
}
