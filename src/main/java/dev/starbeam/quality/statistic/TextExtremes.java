package dev.starbeam.quality.statistic;

import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest text by UTF-8 bytes, cut to {@value #KEPT} bytes: cutting keeps the order, so the cut
 * extremes are the extremes of the cut texts.
 */
final class TextExtremes {
    private static final int KEPT = 64;

    private byte @Nullable [] min;
    private byte @Nullable [] max;

    void addAll(TextColumn column, Selection live) {
        byte[] bytes = column.bytes();
        Validity validity = column.validity();
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            if (validity.isValid(row)) {
                int start = column.start(row);
                add(bytes, start, Math.min(column.end(row), start + KEPT));
            }
        }
    }

    void merge(TextExtremes other) {
        if (other.min != null && other.max != null) {
            add(other.min, 0, other.min.length);
            add(other.max, 0, other.max.length);
        }
    }

    private void add(byte[] bytes, int start, int end) {
        if (min == null || Arrays.compareUnsigned(bytes, start, end, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(bytes, start, end);
        }
        if (max == null || Arrays.compareUnsigned(bytes, start, end, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(bytes, start, end);
        }
    }

    void write(StateOutput output) {
        write(output, min);
        write(output, max);
    }

    private static void write(StateOutput output, byte @Nullable [] text) {
        output.putByte(text == null ? 0 : 1);
        if (text != null) {
            output.putBytes(text, 0, text.length);
        }
    }

    void read(StateInput input) {
        min = input.getByte() == 0 ? null : input.getBytes();
        max = input.getByte() == 0 ? null : input.getBytes();
    }

    @Nullable
    String min() {
        return display(min);
    }

    @Nullable
    String max() {
        return display(max);
    }

    /** The text up to where it was cut; a character cut in two is left out. */
    private static @Nullable String display(byte @Nullable [] text) {
        return text == null ? null : new String(text, 0, wholeCharacters(text), StandardCharsets.UTF_8);
    }

    private static int wholeCharacters(byte[] text) {
        int last = text.length - 1;
        while (text.length == KEPT && last > KEPT - 4 && (text[last] & 0xC0) == 0x80) {
            last--;
        }
        boolean startsCharacter = text.length == KEPT && (text[last] & 0xC0) == 0xC0;
        return startsCharacter && last + characterLength(text[last]) > KEPT ? last : text.length;
    }

    private static int characterLength(byte first) {
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    }
}
