package dev.starbeam.ingest.jdbc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of a partition column's values.
 *
 * @param from the least value, or {@code null}: whatever is below {@code to}
 * @param to the value after the greatest, or {@code null}: whatever is not below {@code from}
 * @param nulls whether it is the rows without a value, and no others
 */
record KeyRange(@Nullable Long from, @Nullable Long to, boolean nulls) {
    /** Every row. */
    static final KeyRange ALL = new KeyRange(null, null, false);

    /** The rows whose value is NULL. */
    static final KeyRange NULLS = new KeyRange(null, null, true);

    /**
     * Cuts {@code [least, greatest]} into at most {@code wanted} ranges of about the same width, in ascending order. The
     * first and the last are open, and with {@link #NULLS} they hold every value there may be, each exactly once.
     */
    static List<KeyRange> cut(long least, long greatest, int wanted) {
        BigInteger first = BigInteger.valueOf(least);
        BigInteger width = BigInteger.valueOf(greatest).subtract(first).add(BigInteger.ONE);
        List<KeyRange> ranges = new ArrayList<>();
        Long from = null;
        for (int i = 1; i < wanted; i++) {
            BigInteger share = width.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(wanted));
            long to = first.add(share).longValueExact();
            if (to > (from == null ? least : from)) {
                ranges.add(new KeyRange(from, to, false));
                from = to;
            }
        }
        ranges.add(new KeyRange(from, null, false));
        return ranges;
    }

    /** Whether it leaves nothing out. */
    boolean isAll() {
        return from == null && to == null && !nulls;
    }
}
