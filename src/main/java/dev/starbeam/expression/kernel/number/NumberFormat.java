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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number format in Snowflake's language, for reading: {@code 9} and {@code 0} are digits, {@code ,} or {@code G}
 * separates groups, {@code .} or {@code D} is the point, {@code $} a currency sign before the digits; {@code S} or
 * {@code MI} says on which side the sign stands, which without one is in front. Text may have fewer digits than the
 * format, never more, separators where the format has them, and no sign where the number is positive.
 *
 * @param whole the elements before the point: 9 and comma
 * @param fraction digits after the point
 * @param currency whether a currency sign may stand before the digits
 * @param signBehind whether the sign stands behind the digits
 */
public record NumberFormat(String whole, int fraction, boolean currency, boolean signBehind) implements Serializable {
    private static final Pattern FORMAT = Pattern.compile("(S|MI)?(\\$)?([09,G]*)(?:[.D]([09]*))?(S|MI)?");

    /**
     * Reads a format.
     *
     * @throws IllegalArgumentException when a character is no element, or none where it stands
     */
    public static NumberFormat of(String format) {
        Matcher elements = FORMAT.matcher(format.toUpperCase(Locale.ROOT));
        if (!elements.matches() || !format.matches(".*[09].*")) {
            throw new IllegalArgumentException("the format '" + format
                    + "' has an element other than 9 0 , . G D $, or S" + " and MI in front or at the end");
        }
        if (elements.group(1) != null && elements.group(5) != null) {
            throw new IllegalArgumentException("the format '" + format + "' has two signs");
        }
        String whole = elements.group(3).replace('0', '9').replace('G', ',');
        String fraction = elements.group(4);
        return new NumberFormat(
                whole, fraction == null ? 0 : fraction.length(), elements.group(2) != null, elements.group(5) != null);
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
        if (start == end) {
            return NumberParsing.NONE;
        }
        byte sign = bytes[signBehind ? end - 1 : start];
        boolean signed = sign == '-' || sign == '+';
        int first = signed && !signBehind ? start + 1 : start;
        end -= signed && signBehind ? 1 : 0;
        first += currency && first < end && bytes[first] == '$' ? 1 : 0;
        long magnitude = magnitude(bytes, first, end, scale, limit, dropped);
        return magnitude == NumberParsing.NONE || sign != '-' ? magnitude : -magnitude;
    }

    private long magnitude(byte[] bytes, int first, int end, int scale, long limit, NumberParsing.Dropped dropped) {
        int point = first;
        while (point < end && bytes[point] != '.') {
            point++;
        }
        if (end - point - 1 > fraction || !fitsWhole(bytes, first, point)) {
            return NumberParsing.NONE;
        }
        byte[] plain = withoutSeparators(bytes, first, end);
        return plain.length > 0 && Digits.isDigit(plain[plain.length - 1])
                ? NumberParsing.parse(plain, 0, plain.length, scale, limit, dropped)
                : NumberParsing.NONE;
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
