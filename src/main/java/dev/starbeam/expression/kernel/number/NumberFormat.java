package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.RowLoop;
import dev.starbeam.expression.kernel.text.Blanks;
import java.io.Serializable;
import java.util.Locale;

/**
 * A number format in Snowflake's language, for reading: {@code 9} and {@code 0} are digits, {@code ,} or {@code G}
 * separates groups, {@code .} or {@code D} is the point, {@code $} a currency sign before the digits; {@code S} a
 * leading sign. Text may have fewer digits than the format, never more, and separators where the format has them.
 *
 * @param whole the elements before the point: 9 and comma
 * @param fraction digits after the point
 */
public record NumberFormat(String whole, int fraction, boolean currency) implements Serializable {
    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException when a character is no element
     */
    public static NumberFormat of(String format) {
        String plain = format.toUpperCase(Locale.ROOT)
                .replace("S", "")
                .replace("0", "9")
                .replace('G', ',')
                .replace('D', '.');
        boolean currency = plain.startsWith("$");
        String digits = currency ? plain.substring(1) : plain;
        if (!digits.matches("[9,]*(\\.9*)?") || !digits.contains("9")) {
            throw new IllegalArgumentException("the format '" + format + "' has an element other than 9 0 , . G D $ S");
        }
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        return new NumberFormat(whole, point < 0 ? 0 : digits.length() - point - 1, currency);
    }

    /** The kernel for text in this format. */
    public Kernel to(ColumnType type, Attempt attempt) {
        return in -> {
            TextColumn text = in.text(0);
            long limit = Powers.limit(type);
            NumberParsing.Dropped dropped = new NumberParsing.Dropped();
            return RowLoop.longs(in, type, row -> {
                long value = parse(text.bytes(), text.start(row), text.end(row), type.scale(), limit, dropped);
                if (value == NumberParsing.NONE) {
                    attempt.failed(in, row, type);
                } else if (dropped.any) {
                    in.changed(row, Loss.ROUNDED);
                }
                return value;
            });
        };
    }

    private long parse(byte[] bytes, int from, int to, int scale, long limit, NumberParsing.Dropped dropped) {
        int start = Blanks.skip(bytes, from, to);
        int end = Blanks.skipBack(bytes, start, to);
        boolean signed = start < end && (bytes[start] == '-' || bytes[start] == '+');
        int first = signed ? start + 1 : start;
        first += currency && first < end && bytes[first] == '$' ? 1 : 0;
        int point = first;
        while (point < end && bytes[point] != '.') {
            point++;
        }
        if (end - point - 1 > fraction || !fitsWhole(bytes, first, point)) {
            return NumberParsing.NONE;
        }
        byte[] plain = withoutSeparators(bytes, first, end);
        long magnitude = plain.length > 0 && Digits.isDigit(plain[plain.length - 1])
                ? NumberParsing.parse(plain, 0, plain.length, scale, limit, dropped)
                : NumberParsing.NONE;
        return magnitude == NumberParsing.NONE || !signed || bytes[start] == '+' ? magnitude : -magnitude;
    }

    /** From the point to the left, each separator stands where the format has one. */
    private boolean fitsWhole(byte[] bytes, int first, int point) {
        int element = whole.length() - 1;
        for (int i = point - 1; i >= first; i--, element--) {
            boolean separator = bytes[i] == ',';
            if (element < 0
                    || separator != (whole.charAt(element) == ',')
                    || (!separator && !Digits.isDigit(bytes[i]))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] withoutSeparators(byte[] bytes, int from, int to) {
        byte[] plain = new byte[to - from];
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != ',') {
                plain[count++] = bytes[i];
            }
        }
        return java.util.Arrays.copyOf(plain, count);
    }
}
