package dev.starbeam.quality.bounds;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;

/** A text lies within bounds that are the same for all rows. NULL is not judged. */
public record JudgeTexts(String column, TextBounds bounds, String expectation) implements ColumnJudge {
    @Override
    public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
        TextColumn text = batch.text(column);
        int nulls = 0;
        for (int i = 0; i < kept.size(); i++) {
            int row = kept.position(i);
            if (text.isNull(row)) {
                nulls++;
            } else if (bounds.excludes(text, row)) {
                flagged.add(row);
            }
        }
        return kept.size() - nulls;
    }
}
