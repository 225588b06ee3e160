package dev.starbeam.expression.kernel.number;

import dev.starbeam.expression.kernel.text.TextCase;
import java.nio.charset.StandardCharsets;

/**
 * Reads fields from left to right. Once something is missing, every further step does nothing and {@link #isDone}
 * answers no, so that callers need not check each step.
 */
public final class Digits {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean failed;

    public Digits(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    public boolean isDone() {
        return !failed && at == end;
    }

    public boolean hasMore() {
        return !failed && at < end;
    }

    /** A number of {@code min} to {@code max} digits, as many as there are. */
    public int take(int min, int max) {
        int value = 0;
        int count = 0;
        while (count < max && at < end && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
            count++;
        }
        failed |= count < min;
        return value;
    }

    public void expect(int character) {
        if (hasMore() && bytes[at] == character) {
            at++;
        } else {
            failed = true;
        }
    }

    public boolean skipOneOf(String characters) {
        if (hasMore() && bytes[at] > 0 && characters.indexOf(bytes[at]) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    /** 1 to 9 digits after the point, as microseconds. */
    public int fraction() {
        int start = at;
        int micros = 0;
        while (at < end && isDigit(bytes[at])) {
            micros = at - start < 6 ? micros * 10 + bytes[at] - '0' : micros;
            at++;
        }
        int count = at - start;
        failed |= count == 0 || count > 9;
        return micros * (int) Powers.ten(Math.max(0, 6 - count));
    }

    /** {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM}, in minutes. */
    public int offset() {
        int sign = skipOneOf("-") ? -1 : 1;
        failed |= sign > 0 && !skipOneOf("+");
        int hours = take(1, 2);
        int minutes = 0;
        if (hasMore() && (bytes[at] == ':' || isDigit(bytes[at]))) {
            skipOneOf(":");
            minutes = take(2, 2);
        }
        failed |= hours > 14 || minutes > 59;
        return sign * (hours * 60 + minutes);
    }

    /** Whether a letter comes next. */
    public boolean hasLetter() {
        return hasMore() && isLetter(bytes[at]);
    }

    /** Goes behind a word in upper-case letters, in any case, if it comes next as a whole. */
    public boolean skipWord(String upper) {
        int after = at + upper.length();
        if (failed || after > end || (after < end && isWordPart(bytes[after]))) {
            return false;
        }
        for (int i = 0; i < upper.length(); i++) {
            if ((bytes[at + i] & ~0x20) != upper.charAt(i)) {
                return false;
            }
        }
        at = after;
        return true;
    }

    /** Letters and what else names of zones have in them. */
    public String takeWord() {
        int start = at;
        while (at < end && isWordPart(bytes[at])) {
            at++;
        }
        return new String(bytes, start, at - start, StandardCharsets.US_ASCII);
    }

    /** What was read is not what was expected. */
    public void fail() {
        failed = true;
    }

    private static boolean isLetter(byte b) {
        return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    }

    private static boolean isWordPart(byte b) {
        return isLetter(b) || isDigit(b) || b == '/' || b == '_' || b == '+' || b == '-';
    }

    /** The position in {@code names} whose first letters, as many as {@code length} (0: all), come next; else −1. */
    public int name(String[] names, int length) {
        for (int i = 0; i < names.length; i++) {
            String name = length == 0 ? names[i] : names[i].substring(0, length);
            if (at + name.length() <= end
                    && TextCase.upperAscii(bytes, at, at + name.length()).equals(name)) {
                at += name.length();
                return i;
            }
        }
        failed = true;
        return -1;
    }

    public static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
