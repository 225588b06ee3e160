package dev.starbeam.star.key;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.nio.charset.StandardCharsets;
import net.openhft.hashing.LongHashFunction;

/**
 * Surrogate keys without a lookup: the same natural key of the same dimension has the same key on every runner and in
 * every run; equal natural keys of different dimensions have different ones.
 *
 * <p>A key is XXH64 of the natural key's UTF-8 bytes, or of the eight little-endian bytes of a bigint, date, timestamp or
 * scaled decimal, seeded with {@link #seed} and with the sign bit cleared; 0 becomes 1, because 0 is the unknown member.
 * Of a natural key of several columns the bytes are those of {@link NaturalKey}.
 */
public final class SurrogateKeys {
    /** The unknown member's key, which NULL gets. */
    public static final long UNKNOWN = 0;

    private static final long MICROS_A_DAY = 86_400_000_000L;

    private SurrogateKeys() {}

    /** What the keys of a dimension are seeded with: XXH64 (seed 0) of its name's UTF-8 bytes. */
    public static long seed(String dimension) {
        return LongHashFunction.xx().hashBytes(dimension.getBytes(StandardCharsets.UTF_8));
    }

    /** The key of the text {@code bytes[start, end)}. */
    public static long of(byte[] bytes, int start, int end, long seed) {
        return of(bytes, start, end, LongHashFunction.xx(seed));
    }

    private static long of(byte[] bytes, int start, int end, LongHashFunction hash) {
        return known(hash.hashBytes(bytes, start, end - start));
    }

    /** The key of a whole number. */
    public static long of(long value, long seed) {
        return known(LongHashFunction.xx(seed).hashLong(value));
    }

    /**
     * The key of each row; {@link #UNKNOWN} where the natural key is NULL. Costs about 5 ns a row for short keys.
     *
     * @throws IllegalArgumentException when values of the column's type cannot be natural keys
     */
    public static long[] of(Column naturalKeys, long seed) {
        requireKeyType(naturalKeys.type());
        long[] keys = new long[naturalKeys.size()];
        if (naturalKeys instanceof TextColumn text) {
            hashText(text, keys, LongHashFunction.xx(seed));
        } else {
            hashLongs(((LongColumn) naturalKeys).values(), naturalKeys.validity(), keys, LongHashFunction.xx(seed));
        }
        return keys;
    }

    /**
     * The key of each version of a member: XXH64 of the eight little-endian bytes of its time in microseconds (the least
     * long for NULL), seeded with the member's key; {@link #UNKNOWN} where that is.
     *
     * @param members the members' keys
     * @param times dates or timestamps
     */
    public static long[] ofVersions(long[] members, LongColumn times) {
        long unit = times.type().equals(ColumnType.DATE) ? MICROS_A_DAY : 1;
        long[] keys = new long[members.length];
        for (int row = 0; row < keys.length; row++) {
            long time = times.validity().isNull(row) ? Long.MIN_VALUE : times.value(row) * unit;
            keys[row] = members[row] == UNKNOWN
                    ? UNKNOWN
                    : known(LongHashFunction.xx(members[row]).hashLong(time));
        }
        return keys;
    }

    /**
     * Refuses a type whose values cannot be natural keys.
     *
     * @throws IllegalArgumentException saying which types can
     */
    public static void requireKeyType(ColumnType type) {
        if (type.kind() != ColumnType.Kind.TEXT && !type.isLongBacked()) {
            throw new IllegalArgumentException("a natural key is text, bigint, decimal, date or timestamp, not " + type
                    + "; cast it in staging, for example to text");
        }
    }

    private static void hashText(TextColumn text, long[] keys, LongHashFunction hash) {
        byte[] bytes = text.bytes();
        int[] starts = text.starts();
        int[] ends = text.ends();
        Validity validity = text.validity();
        for (int row = 0; row < keys.length; row++) {
            keys[row] = validity.isNull(row) ? UNKNOWN : of(bytes, starts[row], ends[row], hash);
        }
    }

    private static void hashLongs(long[] values, Validity validity, long[] keys, LongHashFunction hash) {
        for (int row = 0; row < keys.length; row++) {
            keys[row] = validity.isNull(row) ? UNKNOWN : known(hash.hashLong(values[row]));
        }
    }

    private static long known(long hash) {
        long key = hash & Long.MAX_VALUE;
        return key == UNKNOWN ? 1 : key;
    }
}
