package dev.starbeam.star.dimension;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.model.DimensionModel;
import dev.starbeam.star.lookup.KeyEquality;
import dev.starbeam.star.lookup.ReadOrder;
import org.jspecify.annotations.Nullable;

/** Rows that compete to be members, with the columns that decide at hand. */
record MemberRows(
        ColumnBatch batch, Column naturalKeys, @Nullable LongColumn latestBy, ReadOrder readOrder) {
    static MemberRows of(DimensionModel model, ColumnBatch batch) {
        String by = model.latestBy();
        return new MemberRows(
                batch, batch.column(model.naturalKey()), by == null ? null : batch.longs(by), ReadOrder.of(batch));
    }

    boolean hasKeyOf(int row, MemberRows other, int otherRow) {
        return KeyEquality.equal(naturalKeys, row, other.naturalKeys, otherRow);
    }

    /** Whether the row is later than the other: by the declared column, NULL least, then by the order of reading. */
    boolean isLater(int row, MemberRows other, int otherRow) {
        int byColumn = compareLatestBy(row, other, otherRow);
        return byColumn != 0 ? byColumn > 0 : readOrder.compare(row, other.readOrder, otherRow) > 0;
    }

    private int compareLatestBy(int row, MemberRows other, int otherRow) {
        LongColumn ours = latestBy;
        LongColumn theirs = other.latestBy;
        if (ours == null || theirs == null) {
            return 0;
        }
        boolean known = ours.validity().isValid(row);
        boolean otherKnown = theirs.validity().isValid(otherRow);
        if (!known || !otherKnown) {
            return Boolean.compare(known, otherKnown);
        }
        return Long.compare(ours.value(row), theirs.value(otherRow));
    }
}
