package dev.starbeam.quality.check.expression;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The condition isn't false; NULL passes, as in SQL's CHECK. A row for which it can't be computed is at fault. */
public record ExpressionRule(Expression condition) implements RowRule {
    @Override
    public String name() {
        return ExpressionCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return condition.columns().size() == 1 ? condition.columns().stream().findFirst() : Optional.empty();
    }

    @Override
    public String subject() {
        return "(" + String.join(", ", condition.columns()) + ")";
    }

    @Override
    public List<String> judgedColumns(TableChecks table) {
        return List.copyOf(condition.columns());
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return new ExpressionJudge(condition, inWords());
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(inWords());
    }

    private String inWords() {
        return condition.sql().strip().replaceAll("\\s+", " ");
    }

    @Override
    public boolean keepsExamples() {
        return true;
    }

    @Override
    public Optional<Condition> constraint(Schema columns) {
        return PushedCondition.of(condition, columns);
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        Optional<Condition> same = PushedCondition.of(condition, table.schema());
        return same.isPresent()
                ? new Pushdown.OfTest(state -> new RowTest(Condition.ALWAYS, new Condition.Not(same.get())))
                : new Pushdown.None("the condition does more than compare columns and literals of one type");
    }

    @Override
    public Remedies remedies(Finding finding) {
        String columns = String.join(", ", condition.columns());
        return Remedies.first("Correct " + columns + " at the source, or in the expressions of its columns, for the "
                        + finding.rows() + finding.forExample() + ".")
                .then("If such rows are right, widen the condition: (" + inWords() + ") or ….")
                .lastly(finding.review());
    }

    @Override
    public String toString() {
        return "ExpressionRule[" + inWords() + "]";
    }

    /** The condition is computed for the whole batch at once. Every row is judged. */
    private record ExpressionJudge(Expression condition, String expectation) implements RowJudge {
        @Override
        public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
            FaultyRows faults = new FaultyRows();
            BooleanColumn holds = (BooleanColumn) condition.evaluate(batch, faults);
            for (int i = 0; i < kept.size(); i++) {
                int row = kept.position(i);
                boolean isFalse = !holds.isNull(row) && !holds.value(row);
                if (isFalse || faults.rows.get(row)) {
                    flagged.add(row);
                }
            }
            return kept.size();
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
}
