package dev.starbeam.quality.check.expression;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.RowJudge;
import java.util.BitSet;
import java.util.stream.Collectors;

/** The condition is computed for the whole batch at once. Every row is judged. */
record ExpressionJudge(Expression condition, String expectation) implements RowJudge {
    @Override
    public int judge(ColumnBatch batch, Selection live, ExternalFlags external, Positions flagged) {
        FaultyRows faults = new FaultyRows();
        BooleanColumn holds = (BooleanColumn) condition.evaluate(batch, faults);
        for (int i = 0; i < live.size(); i++) {
            int row = live.position(i);
            boolean isFalse = !holds.isNull(row) && !holds.value(row);
            if (isFalse || faults.rows.get(row)) {
                flagged.add(row);
            }
        }
        return live.size();
    }

    @Override
    public String observed(ColumnBatch batch, int row) {
        return condition.columns().stream()
                .map(column -> Describe.value(batch, column, row))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String expected(ColumnBatch batch, int row) {
        return expectation;
    }

    /** The rows whose condition has no value because something in it can't be computed. */
    private static final class FaultyRows implements ValueFaults {
        private final BitSet rows = new BitSet();

        /** A {@code try_} cast that fails is NULL by intent. */
        @Override
        public void unparsable(int row) {}

        @Override
        public void invalid(int row, String reason) {
            rows.set(row);
        }
    }
}
