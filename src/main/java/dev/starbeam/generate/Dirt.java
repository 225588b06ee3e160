package dev.starbeam.generate;

import java.util.Locale;

/** What each kind of dirt does to a value, whatever the table. */
final class Dirt {
    private static final String[] BLANKS = {"", " ", "   "};
    private static final String[] NO_NUMBERS = {"abc", "N/A", "--", "1O", "12.5.0", "twelve", "#REF!", "1,5x"};
    private static final String[] NO_DATES = {
        "2023-02-30",
        "n/a",
        "2023-13-01 00:00:00",
        "0000-00-00",
        "yesterday",
        "2023-02-29 10:00:00",
        "2023-06-31 08:15:00"
    };

    private Dirt() {}

    static String spoil(DirtKind kind, String value, Draws draws) {
        return switch (kind) {
            case PADDING -> pad(value, draws);
            case CASE -> changeCase(value);
            case EMPTY -> draws.oneOf(BLANKS);
            case MISSING_REQUIRED -> "";
            case BAD_NUMBER -> draws.oneOf(NO_NUMBERS);
            case BAD_DATE -> draws.oneOf(NO_DATES);
            case DUPLICATE, LATE_UPDATE, ORPHAN, OUTLIER, WRONG_TOTAL ->
                throw new IllegalArgumentException(kind + " is not a matter of one value");
        };
    }

    private static String pad(String value, Draws draws) {
        String left = " ".repeat(draws.below(3));
        String right = " ".repeat(draws.between(left.isEmpty() ? 1 : 0, 2));
        return left + value + right;
    }

    static String changeCase(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.equals(value) ? value.toUpperCase(Locale.ROOT) : lower;
    }
}
