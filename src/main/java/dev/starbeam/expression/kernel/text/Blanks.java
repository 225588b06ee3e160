package dev.starbeam.expression.kernel.text;

/** Blanks around text that conversions ignore: space, tab, line feed, carriage return and their like. */
public final class Blanks {
    private Blanks() {}

    static boolean isBlank(byte b) {
        return b == ' ' || (b >= 9 && b <= 13);
    }

    /** The first byte that is not blank, or {@code to}. */
    public static int skip(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** The end once the blanks before {@code to} are left out. */
    public static int skipBack(byte[] bytes, int from, int to) {
        int i = to;
        while (i > from && isBlank(bytes[i - 1])) {
            i--;
        }
        return i;
    }
}
