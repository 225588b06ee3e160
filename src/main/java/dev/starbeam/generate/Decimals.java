package dev.starbeam.generate;

/** Whole numbers as decimal digits. */
final class Decimals {
    private Decimals() {}

    /** How many digits a number takes that is not negative. */
    static int length(long number) {
        int length = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            length++;
        }
        return length;
    }

    /** Writes the last {@code length} digits of {@code number}. */
    static void write(long number, int length, byte[] target, int at) {
        long rest = number;
        for (int i = at + length - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
