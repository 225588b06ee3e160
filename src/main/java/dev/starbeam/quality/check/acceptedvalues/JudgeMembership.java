package dev.starbeam.quality.check.acceptedvalues;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.quality.bounds.ColumnJudge;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.statistic.Keys;

/** A value is one of those accepted. NULL is not judged. */
record JudgeMembership(String column, Keys accepted, String expectation) implements ColumnJudge {
    @Override
    public int judge(ColumnBatch batch, Selection live, ExternalFlags external, Positions flagged) {
        Column judged = batch.column(column);
        int nulls = 0;
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            if (judged.isNull(row)) {
                nulls++;
            } else if (accepted.find(judged, row) == Keys.ABSENT) {
                flagged.add(row);
            }
        }
        return live.size() - nulls;
    }
}
