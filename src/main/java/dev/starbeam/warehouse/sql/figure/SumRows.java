package dev.starbeam.warehouse.sql.figure;

import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.KeySums;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An answer with a key, if there is one, and its count, sums and extremes in each row. */
final class SumRows {
    private static final int KEYS_AT_ONCE = 1 << 14;

    private final BatchRows keys;
    private final int first;
    private final long[] counts = new long[KEYS_AT_ONCE];
    private final BigInteger[] sums = new BigInteger[KEYS_AT_ONCE];
    private final BigInteger[] squares = new BigInteger[KEYS_AT_ONCE];
    private final long[] least = new long[KEYS_AT_ONCE];
    private final long[] greatest = new long[KEYS_AT_ONCE];

    SumRows(@Nullable Field by) {
        this.keys = new BatchRows(Schema.of(by == null ? List.of() : List.of(by)));
        this.first = by == null ? 1 : 2;
    }

    void readAll(ResultSet rows, Consumer<KeySums> found) throws SQLException {
        while (rows.next()) {
            if (rows.getLong(first) > 0) {
                add(rows);
            }
            if (keys.size() == KEYS_AT_ONCE) {
                found.accept(take());
            }
        }
        if (keys.size() > 0) {
            found.accept(take());
        }
    }

    private void add(ResultSet rows) throws SQLException {
        int i = keys.size();
        keys.add(rows);
        counts[i] = rows.getLong(first);
        sums[i] = whole(rows.getBigDecimal(first + 1));
        squares[i] = whole(rows.getBigDecimal(first + 2));
        least[i] = rows.getBigDecimal(first + 3).longValueExact();
        greatest[i] = rows.getBigDecimal(first + 4).longValueExact();
    }

    private static BigInteger whole(BigDecimal value) {
        return value.toBigIntegerExact();
    }

    private KeySums take() {
        int size = keys.size();
        return new KeySums(
                keys.take(),
                Arrays.copyOf(counts, size),
                Arrays.copyOf(sums, size),
                Arrays.copyOf(squares, size),
                Arrays.copyOf(least, size),
                Arrays.copyOf(greatest, size));
    }
}
