package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.TextColumn;
import org.apache.parquet.format.Encoding;

/**
 * Text: as numbers into a dictionary while the file's distinct texts are few, PLAIN from the first page on that has
 * too many. Once PLAIN, a file stays PLAIN for this column: trying again costs a hash of every value.
 */
final class TextEncoder implements ValueEncoder {
    private final TextDictionary dictionary = new TextDictionary();
    private boolean few = true;
    private int[] numbers = new int[0];

    @Override
    public Encoding encode(Column column, PageBuffer out) {
        TextColumn text = (TextColumn) column;
        if (few) {
            if (numbers.length < text.size()) {
                numbers = new int[text.size()];
            }
            int count = dictionary.number(text, numbers);
            if (count >= 0) {
                putNumbers(out, count);
                return Encoding.RLE_DICTIONARY;
            }
            few = false;
            numbers = new int[0];
        }
        putPlain(text, out);
        return Encoding.PLAIN;
    }

    /** The texts that this row group's pages refer to. */
    TextDictionary dictionary() {
        return dictionary;
    }

    @Override
    public void startRowGroup() {
        dictionary.clear();
    }

    private void putNumbers(PageBuffer out, int count) {
        int bitWidth = 32 - Integer.numberOfLeadingZeros(Math.max(1, dictionary.size() - 1));
        out.putByte(bitWidth);
        if (allEqual(count)) {
            RunEncoding.putRun(out, count == 0 ? 0 : numbers[0], count, bitWidth);
        } else {
            RunEncoding.putPacked(out, numbers, count, bitWidth);
        }
    }

    private boolean allEqual(int count) {
        for (int i = 1; i < count; i++) {
            if (numbers[i] != numbers[0]) {
                return false;
            }
        }
        return true;
    }

    private static void putPlain(TextColumn text, PageBuffer out) {
        out.reserve(plainBytes(text) + 16);
        byte[] bytes = text.bytes();
        boolean dense = !text.validity().hasNulls();
        for (int row = 0; row < text.size(); row++) {
            if (dense || text.validity().isValid(row)) {
                out.putTextReserved(bytes, text.start(row), text.length(row));
            }
        }
    }

    private static long plainBytes(TextColumn text) {
        long total = 4L * text.size();
        for (int row = 0; row < text.size(); row++) {
            total += text.isNull(row) ? 0 : text.length(row);
        }
        return total;
    }
}
