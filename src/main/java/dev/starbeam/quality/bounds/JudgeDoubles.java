package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;

/** A double lies within bounds that are the same for all rows; NaN never does. NULL is not judged. */
public record JudgeDoubles(String column, DoubleBounds bounds, String expectation) implements ColumnJudge {
    @Override
    public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
        DoubleColumn judged = batch.doubles(column);
        double[] values = judged.values();
        int nulls = 0;
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (judged.isNull(row)) {
                nulls++;
            } else if (bounds.excludes(values[row])) {
                flagged.add(row);
            }
        }
        return kept.size() - nulls;
    }
}
