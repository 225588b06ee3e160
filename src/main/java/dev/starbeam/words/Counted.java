package dev.starbeam.words;

import java.util.Locale;

/** How many there are of something, as people read it. Nouns are given in the singular, and take an s. */
public final class Counted {
    private Counted() {}

    /** {@code 1,234}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 1,234 rows}. */
    public static String of(long number, String noun) {
        return number(number) + " " + noun(number, noun);
    }

    /** {@code 0 of 1 row}, {@code 1 of 1,234 rows}. */
    public static String of(long part, long whole, String noun) {
        return number(part) + " of " + of(whole, noun);
    }

    /** {@code row} after 1, {@code rows} after every other number. */
    public static String noun(long number, String noun) {
        return number == 1 ? noun : noun + "s";
    }
}
