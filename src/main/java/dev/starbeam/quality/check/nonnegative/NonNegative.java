package dev.starbeam.quality.check.nonnegative;

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

/** x ≥ 0; NULL passes. */
public record NonNegative(String column) implements RowRule {
    @Override
    public String name() {
        return NonNegativeCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    private WithinLiterals values(Schema schema) {
        return new WithinLiterals(schema.field(column), "0", null);
    }

    @Override
    public RowJudge judge(CheckScope check) {
        return values(check.schema()).judge();
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        return RowExpectation.of(column + " " + WithinLiterals.words("0", null));
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
        return Remedies.first("If a negative " + column + " means a return or a correction, the " + finding.rows()
                        + finding.verb(" is", " are") + " right, and sums need " + finding.verb("it", "them")
                        + ": let such rows pass by an expression check, " + column + " >= 0 or ….")
                .then("Where it is known of a row that only the sign is wrong, turn it in staging: iff(…, abs(" + column
                        + "), " + column + ").")
                .lastly(finding.review());
    }
}
