package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;

/** One check's rule over rows. Immutable and safe for many threads. */
public interface RowJudge {
    /** Adds the rows at fault to {@code flagged}, in ascending order; returns how many rows were judged. */
    int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged);

    /** What a flagged row has, e.g. {@code quantity = 80995}. */
    String observed(ColumnBatch batch, int row);

    /** What a flagged row has that is at fault, as remedies name it. */
    default String example(ColumnBatch batch, int row, ExternalFlags external) {
        return observed(batch, row);
    }

    /** What it should have, e.g. {@code between -13.5 and 22.5}. */
    String expected(ColumnBatch batch, int row);
}
