package dev.starbeam.expression.kernel.number;

/** Whether bytes are written as a number, so that parsing them cannot fail. */
final class NumberShape {
    private NumberShape() {}

    /** Digits with an optional point and an optional exponent of at most 4 digits; no sign and no blanks. */
    static boolean isUnsignedNumber(byte[] bytes, int from, int to) {
        int whole = digits(bytes, from, to);
        int i = whole;
        int count = whole - from;
        if (i < to && bytes[i] == '.') {
            i = digits(bytes, whole + 1, to);
            count += i - whole - 1;
        }
        return count > 0 && (i == to || isExponent(bytes, i, to));
    }

    private static boolean isExponent(byte[] bytes, int from, int to) {
        if ((bytes[from] | 0x20) != 'e') {
            return false;
        }
        int first = from + 1;
        if (first < to && (bytes[first] == '+' || bytes[first] == '-')) {
            first++;
        }
        return first < to && to - first <= 4 && digits(bytes, first, to) == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }
}
