package dev.starbeam.star.join;

/** The names of the columns that lookups and verifications by shuffle park beside the rows. */
public final class ParkedLookups {
    private ParkedLookups() {}

    /** Boolean, never NULL: whether the {@code number}th lookup of the table matched the row. */
    public static String matchedColumn(int number) {
        return "_matched_" + number;
    }

    /** Boolean, never NULL: whether the row's reference is to no member. */
    public static String orphanColumn(String keyColumn) {
        return "_orphan_" + keyColumn;
    }
}
