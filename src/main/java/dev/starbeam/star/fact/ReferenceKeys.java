package dev.starbeam.star.fact;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.star.calendar.DateKeys;
import dev.starbeam.star.key.KeySet;
import dev.starbeam.star.key.SurrogateKeys;

/** The surrogate keys of one reference, row by row. */
final class ReferenceKeys {
    private static final int NO_DAY = Integer.MIN_VALUE;

    private final long[] keys;
    private final Selection orphans;

    private ReferenceKeys(long[] keys, Selection orphans) {
        this.keys = keys;
        this.orphans = orphans;
    }

    /** The key of the member referred to, 0 for NULL and for orphans: read only. */
    long[] keys() {
        return keys;
    }

    /** The rows whose natural key is not NULL and not a member. */
    Selection orphans() {
        return orphans;
    }

    /** References to members that a set knows. */
    static ReferenceKeys toMembers(Column naturalKeys, long seed, KeySet members) {
        long[] keys = SurrogateKeys.of(naturalKeys, seed);
        return withoutOrphans(keys, members.absent(keys, naturalKeys));
    }

    /** References that were verified before. */
    static ReferenceKeys verified(Column naturalKeys, long seed, BooleanColumn orphan) {
        long[] keys = SurrogateKeys.of(naturalKeys, seed);
        return withoutOrphans(keys, Selection.all(keys.length).where(orphan::isTrue));
    }

    /** References to the days from {@code firstDay} to {@code lastDay}, both included, and to {@code sentinels}. */
    static ReferenceKeys toDays(LongColumn times, long firstDay, long lastDay, long... sentinels) {
        long[] keys = new long[times.size()];
        boolean[] outside = new boolean[keys.length];
        boolean isDate = times.type().equals(ColumnType.DATE);
        Validity validity = times.validity();
        long cachedDay = NO_DAY;
        long cachedKey = SurrogateKeys.UNKNOWN;
        int orphans = 0;
        for (int row = 0; row < keys.length; row++) {
            if (validity.isNull(row)) {
                continue;
            }
            long value = times.value(row);
            long day = isDate ? value : DateKeys.dayOfMicros(value);
            if ((day < firstDay || day > lastDay) && !isOneOf(sentinels, day)) {
                outside[row] = true;
                orphans++;
                continue;
            }
            if (day != cachedDay) {
                cachedDay = day;
                cachedKey = DateKeys.ofDay(day);
            }
            keys[row] = cachedKey;
        }
        return new ReferenceKeys(keys, positions(outside, orphans));
    }

    private static boolean isOneOf(long[] sentinels, long day) {
        for (long sentinel : sentinels) {
            if (sentinel == day) {
                return true;
            }
        }
        return false;
    }

    private static ReferenceKeys withoutOrphans(long[] keys, Selection orphans) {
        for (int i = 0; i < orphans.size(); i++) {
            keys[orphans.position(i)] = SurrogateKeys.UNKNOWN;
        }
        return new ReferenceKeys(keys, orphans);
    }

    private static Selection positions(boolean[] chosen, int count) {
        int[] positions = new int[count];
        int at = 0;
        for (int row = 0; at < count; row++) {
            if (chosen[row]) {
                positions[at++] = row;
            }
        }
        return Selection.of(positions, count);
    }
}
