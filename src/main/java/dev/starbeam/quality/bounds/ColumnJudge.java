package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.RowJudge;

/** Judges the values of one column by what is the same for all rows. */
public interface ColumnJudge extends RowJudge {
    String column();

    /** What every value should be. */
    String expectation();

    @Override
    default String observed(ColumnBatch batch, int row) {
        return Describe.value(batch, column(), row);
    }

    @Override
    default String expected(ColumnBatch batch, int row) {
        return expectation();
    }
}
