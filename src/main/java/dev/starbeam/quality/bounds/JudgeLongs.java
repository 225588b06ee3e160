package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.Validity;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;

/** A bigint, decimal, date or timestamp lies within bounds that are the same for all rows. NULL is not judged. */
public record JudgeLongs(String column, LongBounds bounds, String expectation) implements ColumnJudge {
    @Override
    public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
        LongColumn judged = batch.longs(column);
        long[] values = judged.values();
        Validity validity = judged.validity();
        boolean hasNulls = validity.hasNulls();
        int nulls = 0;
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (hasNulls && validity.isNull(row)) {
                nulls++;
            } else if (bounds.excludes(values[row])) {
                flagged.add(row);
            }
        }
        return kept.size() - nulls;
    }
}
