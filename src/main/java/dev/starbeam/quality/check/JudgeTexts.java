package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.batch.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A text lies within bounds, compared by UTF-8 bytes. NULL passes. */
final class JudgeTexts implements RowJudge {
    private final String column;
    private final byte @Nullable [] min;
    private final byte @Nullable [] max;
    private final String expectation;

    JudgeTexts(String column, @Nullable String min, @Nullable String max, String expectation) {
        this.column = column;
        this.min = min == null ? null : min.getBytes(StandardCharsets.UTF_8);
        this.max = max == null ? null : max.getBytes(StandardCharsets.UTF_8);
        this.expectation = expectation;
    }

    @Override
    public int judge(ColumnBatch batch, Selection live, ExternalFlags external, Positions flagged) {
        TextColumn text = batch.text(column);
        int nulls = 0;
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            if (text.isNull(row)) {
                nulls++;
            } else if ((min != null && compare(text, row, min) < 0) || (max != null && compare(text, row, max) > 0)) {
                flagged.add(row);
            }
        }
        return live.size() - nulls;
    }

    private static int compare(TextColumn text, int row, byte[] bound) {
        return Arrays.compareUnsigned(text.bytes(), text.start(row), text.end(row), bound, 0, bound.length);
    }

    @Override
    public String observed(ColumnBatch batch, int row) {
        return Describe.value(batch, column, row);
    }

    @Override
    public String expected(ColumnBatch batch, int row) {
        return expectation;
    }
}
