package dev.starbeam.quality.check.range;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.bounds.WithinLiterals;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** min ≤ x ≤ max, either may be open; bounds are literals of the column's type; NULL passes. */
public record Range(
        String column, @Nullable String min, @Nullable String max) implements RowRule {
    @Override
    public String name() {
        return RangeCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    private WithinLiterals values(Schema schema) {
        return new WithinLiterals(schema.field(column), min, max);
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return values(check.schema()).judge();
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(column + " " + WithinLiterals.words(min, max));
    }

    @Override
    public Optional<Condition> constraint(Schema columns) {
        return columns.field(column).type().kind() == Kind.DOUBLE
                ? Optional.empty()
                : Optional.of(Condition.negated(values(columns).test().flagged()));
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        return table.schema().field(column).type().kind() == Kind.DOUBLE
                ? Pushdown.None.OF_DOUBLES
                : new Pushdown.OfTest(state -> values(table.schema()).test());
    }

    @Override
    public Remedies remedies(Finding finding) {
        ColumnType type = finding.scope().field(column).type();
        return Remedies.first(finding.recomputation(column))
                .then("Correct " + column + " at the source"
                        + (type.isNumeric() ? ", or take it for unknown in staging: " + within() + "." : "."))
                .then("If such values are right, widen the check's min or max.")
                .lastly(finding.review());
    }

    /** A value pulled to its limit would be another wrong one, which nobody sees any more; NULL says what is so. */
    private String within() {
        String atLeast = min == null ? "" : column + " >= " + min;
        String atMost = max == null ? "" : column + " <= " + max;
        String both = atLeast.isEmpty() || atMost.isEmpty() ? atLeast + atMost : atLeast + " and " + atMost;
        return "iff(" + both + ", " + column + ", null)";
    }
}
