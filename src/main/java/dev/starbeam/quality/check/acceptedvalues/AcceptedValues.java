package dev.starbeam.quality.check.acceptedvalues;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.Selection;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.bounds.BoundTests;
import dev.starbeam.quality.bounds.ColumnJudge;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Positions;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.key.Keys;
import java.util.List;
import java.util.Optional;

/** The value, as text, is one of {@code values}; NULL passes. */
public record AcceptedValues(String column, List<String> values) implements RowRule {
    @Override
    public String name() {
        return AcceptedValuesCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return new JudgeMembership(column, AcceptedKeys.of(check.field(column), values), inWords());
    }

    private String inWords() {
        return "one of " + String.join(", ", values);
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(column + " " + inWords());
    }

    @Override
    public boolean keepsExamples() {
        return true;
    }

    @Override
    public Optional<Condition> constraint(Schema columns) {
        Field field = columns.field(column);
        return field.type().kind() == Kind.DOUBLE
                ? Optional.empty()
                : Optional.of(Condition.negated(BoundTests.among(field, AcceptedKeys.literals(field, values))
                        .flagged()));
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        Field field = table.schema().field(column);
        return field.type().kind() == Kind.DOUBLE
                ? Pushdown.None.OF_DOUBLES
                : new Pushdown.OfTest(state -> BoundTests.among(field, AcceptedKeys.literals(field, values)));
    }

    @Override
    public Remedies remedies(Finding finding) {
        return Remedies.first("Map the other values of " + column
                        + " to accepted ones in the staging expression (case, upper, trim)" + finding.forExample()
                        + ".")
                .then("If they are right, add them to the check's values.")
                .lastly(finding.review());
    }

    /** A value is one of those accepted. NULL is not judged. */
    private record JudgeMembership(String column, Keys accepted, String expectation) implements ColumnJudge {
        @Override
        public int judge(ColumnBatch batch, Selection kept, ExternalFlags external, Positions flagged) {
            Column judged = batch.column(column);
            int nulls = 0;
            for (int i = 0; i < kept.size(); i++) {
                int row = kept.position(i);
                if (judged.isNull(row)) {
                    nulls++;
                } else if (accepted.find(judged, row) == Keys.ABSENT) {
                    flagged.add(row);
                }
            }
            return kept.size() - nulls;
        }
    }
}
