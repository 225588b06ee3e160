package dev.starbeam.quality.check.iqr;

import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.quality.bounds.BoundTests;
import dev.starbeam.quality.bounds.DoubleBounds;
import dev.starbeam.quality.bounds.JudgeDoubles;
import dev.starbeam.quality.bounds.JudgeLongs;
import dev.starbeam.quality.bounds.LongBounds;
import dev.starbeam.quality.check.CheckScope;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Power;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.StateSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Outside Q1 − factor·IQR … Q3 + factor·IQR (Tukey's fences; type 7 quartiles). NULL is not judged. */
public record Iqr(String column, BigDecimal factor) implements RowRule {
    @Override
    public String name() {
        return IqrCheck.NAME;
    }

    @Override
    public Optional<String> judgedColumn() {
        return Optional.of(column);
    }

    @Override
    public List<StateSpec> statistics(Schema schema) {
        return List.of(StateSpec.Quantiles.of(schema.field(column)));
    }

    /** Empty when the column has no value. */
    private Optional<IqrFences> fences(QualityState state, Schema schema) {
        return state.quantiles(StateSpec.Quantiles.of(schema.field(column)))
                .quartiles()
                .map(quartiles -> IqrFences.of(quartiles, factor));
    }

    @Override
    public RowJudge judge(CheckScope check) {
        Field field = check.field(column);
        Optional<IqrFences> fences = fences(check.state(), check.schema());
        String expectation = IqrFences.words(field.type(), fences);
        if (field.type().kind() == Kind.DOUBLE) {
            DoubleBounds bounds =
                    fences.map(f -> DoubleBounds.between(f.lower(), f.upper())).orElse(DoubleBounds.FINITE);
            return new JudgeDoubles(column, bounds, expectation);
        }
        LongBounds bounds = fences.map(f -> f.longs(field.type())).orElse(LongBounds.OPEN);
        return new JudgeLongs(column, bounds, expectation);
    }

    @Override
    public RowExpectation expectation(CheckScope check) {
        Optional<IqrFences> fences = fences(check.state(), check.schema());
        double rankError = fences.map(drawn -> drawn.quartiles().rankError()).orElse(0.0);
        String words = column + " " + IqrFences.words(check.field(column).type(), fences);
        return new RowExpectation(words, Power.FULL, rankError);
    }

    @Override
    public Pushdown pushdown(TableChecks table, TableFigures figures) {
        Field field = table.schema().field(column);
        return field.type().kind() == Kind.DOUBLE
                ? Pushdown.None.OF_DOUBLES
                : new Pushdown.OfTest(state -> test(field, fences(state, table.schema())));
    }

    private static RowTest test(Field field, Optional<IqrFences> fences) {
        return BoundTests.within(field, fences.map(f -> f.longs(field.type())).orElse(LongBounds.OPEN));
    }

    @Override
    public Remedies remedies(Finding finding) {
        Optional<IqrFences> fences =
                fences(finding.scope().state(), finding.scope().schema());
        return IqrFences.remedies(column, finding, fences);
    }
}
