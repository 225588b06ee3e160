package dev.starbeam.quality.statistic.key;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.hash.KeyTable;
import dev.starbeam.quality.statistic.count.SortableDouble;
import dev.starbeam.quality.statistic.form.StateInput;
import dev.starbeam.quality.statistic.form.StateOutput;
import java.util.Arrays;

/**
 * The distinct values of a key column of any type, numbered. NULL has no number; a double's −0.0 is 0.0 and all NaNs
 * are one key.
 */
public final class Keys {
    /** The number of a NULL and of a value that is not among the keys. */
    public static final int ABSENT = KeyTable.ABSENT;

    private final KeyTable table = new KeyTable();
    private final LongTexts longTexts = new LongTexts();

    public int size() {
        return table.size();
    }

    /** Numbers the selected rows' keys, new ones as they come: {@code ids[i]} is that of the row at index i. */
    public void number(Column column, Selection kept, int[] ids) {
        boolean nulls = column.validity().hasNulls();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            ids[i] = nulls && column.isNull(row) ? ABSENT : number(column, row);
        }
    }

    /** As {@link #number(Column, Selection, int[])}, but a value that is not among the keys is {@link #ABSENT}. */
    public void find(Column column, Selection kept, int[] ids) {
        boolean nulls = column.validity().hasNulls();
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            ids[i] = nulls && column.isNull(row) ? ABSENT : find(column, row);
        }
    }

    /** The number of the row's value, a new one if it is new. The row is not NULL. */
    public int number(Column column, int row) {
        if (column instanceof TextColumn text) {
            byte[] bytes = text.bytes();
            int start = text.start(row);
            int end = text.end(row);
            return end - start <= TextKey.PACKED
                    ? table.number(TextKey.first(bytes, start, end), TextKey.second(bytes, start, end))
                    : numberOfLongText(bytes, start, end);
        }
        return table.number(word(column, row), 0);
    }

    /** The number of the row's value, or {@link #ABSENT}. The row is not NULL. */
    public int find(Column column, int row) {
        if (column instanceof TextColumn text) {
            byte[] bytes = text.bytes();
            int start = text.start(row);
            int end = text.end(row);
            return end - start <= TextKey.PACKED
                    ? table.find(TextKey.first(bytes, start, end), TextKey.second(bytes, start, end))
                    : findLongText(bytes, start, end);
        }
        return table.find(word(column, row), 0);
    }

    private int numberOfLongText(byte[] bytes, int start, int end) {
        int known = findLongText(bytes, start, end);
        if (known != ABSENT) {
            return known;
        }
        int id = table.add(TextKey.hashLong(bytes, start, end), TextKey.secondOfLong(end - start));
        longTexts.put(id, bytes, start, end - start);
        return id;
    }

    private int findLongText(byte[] bytes, int start, int end) {
        int length = end - start;
        return table.find(
                TextKey.hashLong(bytes, start, end),
                TextKey.secondOfLong(length),
                id -> longTexts.isSame(id, bytes, start, length));
    }

    private boolean isLongText(int id) {
        return TextKey.isLong(table.secondWord(id));
    }

    private byte[] longText(int id) {
        return longTexts.copy(id, TextKey.length(table.secondWord(id)));
    }

    private static long word(Column column, int row) {
        if (column instanceof LongColumn longs) {
            return longs.value(row);
        }
        return column instanceof DoubleColumn doubles
                ? SortableDouble.toLong(doubles.value(row))
                : ((BooleanColumn) column).value(row) ? 1 : 0;
    }

    /** Numbers a key of another table. */
    public int number(Keys other, int id) {
        if (other.isLongText(id)) {
            byte[] text = other.longText(id);
            return numberOfLongText(text, 0, text.length);
        }
        return table.number(other.table.firstWord(id), other.table.secondWord(id));
    }

    /** Finds a key of another table, or {@link #ABSENT}. */
    public int find(Keys other, int id) {
        if (other.isLongText(id)) {
            byte[] text = other.longText(id);
            return findLongText(text, 0, text.length);
        }
        return table.find(other.table.firstWord(id), other.table.secondWord(id));
    }

    /** The one key of a state that is not divided by key. */
    public int numberOfAll() {
        return table.number(0, 0);
    }

    public void reserve(int keys) {
        table.reserve(keys);
    }

    /** The numbers in an order that depends on the keys alone. */
    public int[] canonicalOrder() {
        return table.canonicalOrder((a, b) -> isLongText(a) ? Arrays.compare(longText(a), longText(b)) : 0);
    }

    /** In which of so many ranges the key of that number is; {@link #canonicalOrder} goes through one after the other. */
    public int range(int id, int ranges) {
        return table.range(id, ranges);
    }

    /** Saves the keys of these numbers in this order; {@link #read} numbers them 0, 1, 2 … */
    public void write(StateOutput output, int[] ids, int count) {
        long[] firsts = new long[count];
        long[] seconds = new long[count];
        for (int i = 0; i < count; i++) {
            firsts[i] = table.firstWord(ids[i]);
            seconds[i] = table.secondWord(ids[i]);
        }
        output.putLongs(firsts, count);
        output.putLongs(seconds, count);
        for (int i = 0; i < count; i++) {
            if (isLongText(ids[i])) {
                byte[] text = longText(ids[i]);
                output.putBytes(text, 0, text.length);
            }
        }
    }

    public static Keys read(StateInput input, int count) {
        Keys keys = new Keys();
        keys.reserve(count);
        long[] firsts = input.getLongs(count);
        long[] seconds = input.getLongs(count);
        for (int i = 0; i < count; i++) {
            if (TextKey.isLong(seconds[i])) {
                byte[] text = input.getBytes();
                keys.numberOfLongText(text, 0, text.length);
            } else {
                keys.table.number(firsts[i], seconds[i]);
            }
        }
        return keys;
    }

    /** Whether the saved key with that second word is a text of its own behind the words. */
    public static boolean hasText(long second) {
        return TextKey.isLong(second);
    }

    /** Goes past keys that {@link #write} saved. */
    public static void skip(StateInput input, int count) {
        input.skipLongs(count);
        int[] texts = {0};
        input.eachLong(count, second -> texts[0] += hasText(second) ? 1 : 0);
        skipTexts(input, texts[0]);
    }

    /** Goes past the texts behind the words of keys. */
    public static void skipTexts(StateInput input, int texts) {
        for (int left = texts; left > 0; left--) {
            input.skipBytes();
        }
    }

    /** The bytes of keys that are texts longer than {@link TextKey#PACKED}, in one array, so that no key is an object. */
    private static final class LongTexts {
        private byte[] bytes = new byte[0];
        private int used;
        private int[] starts = new int[0];

        /** Keeps the text of the key with the number {@code id}. */
        void put(int id, byte[] source, int start, int length) {
            if (bytes.length - used < length) {
                bytes = Arrays.copyOf(bytes, Math.addExact(used, Math.max(length, used)));
            }
            if (starts.length <= id) {
                starts = Arrays.copyOf(starts, Math.max(16, Math.multiplyExact(id, 2)));
            }
            System.arraycopy(source, start, bytes, used, length);
            starts[id] = used;
            used += length;
        }

        boolean isSame(int id, byte[] source, int start, int length) {
            int kept = starts[id];
            return Arrays.equals(bytes, kept, kept + length, source, start, start + length);
        }

        byte[] copy(int id, int length) {
            return Arrays.copyOfRange(bytes, starts[id], starts[id] + length);
        }
    }
}
