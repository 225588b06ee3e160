package dev.starbeam.star.dimension;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.star.join.KeyEquality;
import dev.starbeam.star.join.ReadOrder;
import dev.starbeam.star.key.NaturalKey;
import dev.starbeam.star.key.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/**
 * Rows that compete to be members, with the columns that decide at hand.
 *
 * @param keys the key that rows compete for: the natural key's or, where every version is a member, the version's
 */
record MemberRows(
        DimensionModel model,
        ColumnBatch batch,
        long[] keys,
        Column naturalKeys,
        @Nullable LongColumn latestBy,
        ReadOrder readOrder) {
    static MemberRows of(DimensionModel model, ColumnBatch batch) {
        String by = model.latestBy();
        Column naturalKeys = NaturalKey.of(batch, model.naturalKey());
        LongColumn latestBy = by == null ? null : batch.longs(by);
        long[] keys = SurrogateKeys.of(naturalKeys, SurrogateKeys.seed(model.name()));
        if (model.hasHistory() && latestBy != null) {
            keys = SurrogateKeys.ofVersions(keys, latestBy);
        }
        return new MemberRows(model, batch, keys, naturalKeys, latestBy, ReadOrder.of(batch));
    }

    /** Whether both rows are of one member and, where every version is one, of one time. */
    boolean hasKeyOf(int row, MemberRows other, int otherRow) {
        return KeyEquality.equal(naturalKeys, row, other.naturalKeys, otherRow)
                && (!model.hasHistory() || compareLatestBy(row, other, otherRow) == 0);
    }

    /** The row's natural key, for people. */
    String display(int row) {
        return NaturalKey.display(batch, model.naturalKey(), row);
    }

    /** Whether the row wins: the later one does, or under type 0 the earlier one. */
    boolean beats(int row, MemberRows other, int otherRow) {
        int order = compare(row, other, otherRow);
        return model.scd() == 0 ? order < 0 : order > 0;
    }

    /** By the declared column, NULL least, then by the order of reading. */
    private int compare(int row, MemberRows other, int otherRow) {
        int byColumn = compareLatestBy(row, other, otherRow);
        return byColumn != 0 ? byColumn : readOrder.compare(row, other.readOrder, otherRow);
    }

    private int compareLatestBy(int row, MemberRows other, int otherRow) {
        LongColumn latest = latestBy;
        LongColumn otherLatest = other.latestBy;
        if (latest == null || otherLatest == null) {
            return 0;
        }
        boolean known = latest.validity().isValid(row);
        boolean otherKnown = otherLatest.validity().isValid(otherRow);
        if (!known || !otherKnown) {
            return Boolean.compare(known, otherKnown);
        }
        return Long.compare(latest.value(row), otherLatest.value(otherRow));
    }
}
