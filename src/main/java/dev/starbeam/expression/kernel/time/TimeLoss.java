package dev.starbeam.expression.kernel.time;

import dev.starbeam.expression.kernel.number.Digits;

/** What a text that was read as a date or time says beyond the result. Bytes are without blanks around, and valid. */
final class TimeLoss {
    private static final int SHORTEST_WITH_OFFSET = "2010-12-01 8+01".length();

    private TimeLoss() {}

    /** Whether there are digits alone, as seconds since 1970 are written. */
    static boolean isNumber(byte[] bytes, int from, int to) {
        int first = bytes[from] == '-' ? from + 1 : from;
        for (int i = first; i < to; i++) {
            if (!Digits.isDigit(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a time of day is followed by an offset from UTC that is not 0: {@code +02}, {@code +0200}, {@code +02:00}. */
    static boolean hasOffset(byte[] bytes, int from, int to) {
        int sign = to - from < SHORTEST_WITH_OFFSET ? -1 : signOfOffset(bytes, to);
        if (sign < 0) {
            return false;
        }
        boolean other = false;
        for (int i = sign + 1; i < to; i++) {
            other |= bytes[i] != '0' && bytes[i] != ':';
        }
        return other && hasTime(bytes, from, sign);
    }

    private static int signOfOffset(byte[] bytes, int to) {
        for (int length = 3; length <= 6; length++) {
            byte b = bytes[to - length];
            if (b == '+' || b == '-') {
                return to - length;
            }
        }
        return -1;
    }

    private static boolean hasTime(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ':' || bytes[i] == 'T' || bytes[i] == ' ') {
                return true;
            }
        }
        return false;
    }
}
