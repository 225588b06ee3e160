package dev.starbeam.expression.kernel.number;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.expression.kernel.Arguments;
import dev.starbeam.expression.kernel.Attempt;
import dev.starbeam.expression.kernel.Kernel;
import dev.starbeam.expression.kernel.text.Blanks;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Text to doubles, correctly rounded; also {@code nan}, {@code inf} and {@code infinity} in any case. */
public final class DoubleParsing {
    private static final Map<String, Double> NAMED =
            Map.of("nan", Double.NaN, "inf", Double.POSITIVE_INFINITY, "infinity", Double.POSITIVE_INFINITY);
    private static final int MAX_LENGTH = 400;

    private DoubleParsing() {}

    /** The kernel. */
    public static Kernel to(Attempt attempt) {
        return in -> parse(in, attempt);
    }

    private static Column parse(Arguments in, Attempt attempt) {
        TextColumn text = in.text(0);
        double[] values = new double[in.rows()];
        for (int row = 0; row < values.length; row++) {
            if (in.has(row)) {
                if (isDouble(text.bytes(), text.start(row), text.end(row))) {
                    values[row] = parse(text.bytes(), text.start(row), text.end(row));
                } else {
                    attempt.failed(in, row, ColumnType.DOUBLE);
                }
            }
        }
        return new DoubleColumn(values, in.result());
    }

    static boolean isDouble(byte[] bytes, int from, int to) {
        int start = afterSign(bytes, Blanks.skip(bytes, from, to), to);
        int end = Blanks.skipBack(bytes, start, to);
        if (end - start > MAX_LENGTH) {
            return false;
        }
        return NumberShape.isUnsignedNumber(bytes, start, end) || NAMED.containsKey(lower(bytes, start, end));
    }

    /** The value of text for which {@link #isDouble} holds. */
    static double parse(byte[] bytes, int from, int to) {
        int signed = Blanks.skip(bytes, from, to);
        int start = afterSign(bytes, signed, to);
        int end = Blanks.skipBack(bytes, start, to);
        double magnitude = end - start <= 16 ? simple(bytes, start, end) : -1;
        if (magnitude < 0) {
            Double named = NAMED.get(lower(bytes, start, end));
            magnitude = named != null ? named : Double.parseDouble(lower(bytes, start, end));
        }
        return bytes[signed] == '-' ? -magnitude : magnitude;
    }

    /** Up to 15 digits: both the digits and the power of ten are exact doubles, so one division rounds once. */
    private static double simple(byte[] bytes, int from, int to) {
        long digits = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
            } else if (bytes[i] == '.') {
                point = i;
            } else {
                return -1;
            }
        }
        if (point < 0) {
            return to - from <= 15 ? digits : -1;
        }
        return (double) digits / Powers.ten(to - point - 1);
    }

    private static int afterSign(byte[] bytes, int start, int to) {
        return start < to && (bytes[start] == '-' || bytes[start] == '+') ? start + 1 : start;
    }

    private static String lower(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
