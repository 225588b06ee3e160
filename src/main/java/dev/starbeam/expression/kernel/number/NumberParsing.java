package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.text.Blanks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Decimal text to a scaled long, straight from the bytes: blanks around, a sign, digits, a fraction, an exponent.
 * Rounds half away from zero at the scale; no exception is thrown for text that is no number.
 */
public final class NumberParsing {
    /** Returned for text that is no number of the type; no number is held as this value. */
    public static final long NONE = Long.MIN_VALUE;

    /** Longer text goes through no number: nobody writes one in so many digits. */
    private static final int MAX_LENGTH = 400;

    private NumberParsing() {}

    /** The kernel for bigint and decimals. */
    public static Kernel to(ColumnType type, Attempt attempt) {
        return in -> parse(in, type, attempt);
    }

    private static Column parse(Arguments in, ColumnType type, Attempt attempt) {
        TextColumn text = in.text(0);
        byte[] bytes = text.bytes();
        long limit = Powers.limit(type);
        int scale = type.scale();
        long[] values = new long[in.rows()];
        Dropped dropped = new Dropped();
        for (int row = 0; row < values.length; row++) {
            if (in.has(row)) {
                long value = parse(bytes, text.start(row), text.end(row), scale, limit, dropped);
                values[row] = value;
                if (value == NONE) {
                    attempt.failed(in, row, type);
                } else if (dropped.any) {
                    in.changed(row, Loss.ROUNDED);
                }
            }
        }
        return new LongColumn(type, values, in.result());
    }

    /** Whether the number parsed last had digits other than 0 behind the scale. One for each loop. */
    static final class Dropped {
        boolean any;
    }

    /** The number in {@code bytes[from, to)}, times 10<sup>scale</sup>, or {@link #NONE}. */
    public static long parse(byte[] bytes, int from, int to, int scale, long limit) {
        return parse(bytes, from, to, scale, limit, new Dropped());
    }

    static long parse(byte[] bytes, int from, int to, int scale, long limit, Dropped dropped) {
        dropped.any = false;
        int start = Blanks.skip(bytes, from, to);
        int end = Blanks.skipBack(bytes, start, to);
        if (start == end) {
            return NONE;
        }
        boolean negative = bytes[start] == '-';
        int first = negative || bytes[start] == '+' ? start + 1 : start;
        long magnitude = end - first <= 18 ? plain(bytes, first, end, scale, dropped) : NONE;
        if (magnitude == NONE) {
            magnitude = general(bytes, first, end, scale, dropped);
        }
        return magnitude == NONE || magnitude > limit ? NONE : negative ? -magnitude : magnitude;
    }

    /** Up to 18 digits with at most one point: one pass. */
    private static long plain(byte[] bytes, int from, int to, int scale, Dropped dropped) {
        long value = 0;
        int i = from;
        int digit;
        while (i < to && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            i++;
        }
        if (i == to) {
            return from == to ? NONE : scaled(value, scale);
        }
        return bytes[i] == '.' && to - from > 1 ? fraction(bytes, i + 1, to, scale, value, dropped) : NONE;
    }

    private static long fraction(byte[] bytes, int from, int to, int scale, long whole, Dropped dropped) {
        long value = whole;
        int kept = Math.min(to, from + scale);
        int i = from;
        int digit = 0;
        while (i < kept && (digit = bytes[i] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            i++;
        }
        if (i < kept) {
            return NONE;
        }
        for (int rest = i; rest < to; rest++) {
            if (bytes[rest] < '0' || bytes[rest] > '9') {
                return NONE;
            }
            dropped.any |= bytes[rest] != '0';
        }
        long rounded = i < to && bytes[i] >= '5' ? value + 1 : value;
        return scaled(rounded, scale - (i - from));
    }

    private static long scaled(long value, int zeros) {
        long factor = Powers.ten(zeros);
        return Math.multiplyHigh(value, factor) == 0 && value * factor >= 0 ? value * factor : NONE;
    }

    /** Exponents and long digits, by way of BigDecimal once the shape has been checked. */
    private static long general(byte[] bytes, int from, int to, int scale, Dropped dropped) {
        if (to - from > MAX_LENGTH || !NumberShape.isUnsignedNumber(bytes, from, to)) {
            return NONE;
        }
        BigDecimal exact = new BigDecimal(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        dropped.any = exact.stripTrailingZeros().scale() > scale;
        return unscaled(exact, scale);
    }

    /** The number times 10<sup>scale</sup>, rounded half away from zero, or {@link #NONE} when no long holds it. */
    public static long unscaled(BigDecimal exact, int scale) {
        int digitsBeforePoint = exact.precision() - exact.scale();
        if (exact.signum() == 0 || digitsBeforePoint < -scale - 1) {
            return 0;
        }
        if (digitsBeforePoint > 19) {
            return NONE;
        }
        java.math.BigInteger unscaled =
                exact.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
        return unscaled.bitLength() > 63 ? NONE : unscaled.longValue();
    }
}
