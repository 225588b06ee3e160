package dev.starbeam.quality.check.iqr;

import dev.starbeam.batch.ColumnType;
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
import dev.starbeam.quality.check.Describe;
import dev.starbeam.quality.check.Finding;
import dev.starbeam.quality.check.Pushdown;
import dev.starbeam.quality.check.Remedies;
import dev.starbeam.quality.check.RowExpectation;
import dev.starbeam.quality.check.RowJudge;
import dev.starbeam.quality.check.RowRule;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.result.Power;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.Quartiles;
import dev.starbeam.quality.statistic.StateSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /**
     * Tukey's fences (Exploratory Data Analysis, 1977), exactly: Q1 − factor·IQR and Q3 + factor·IQR. A value on a fence
     * passes.
     *
     * @param quartiles the column's quartiles
     * @param lower the lower fence, in the column's unit
     * @param upper the upper fence
     */
    private record IqrFences(Quartiles quartiles, BigDecimal lower, BigDecimal upper) {
        static IqrFences of(Quartiles quartiles, BigDecimal factor) {
            BigDecimal reach = quartiles.interquartileRange().multiply(factor);
            return new IqrFences(
                    quartiles, quartiles.q1().subtract(reach), quartiles.q3().add(reach));
        }

        /** Whether at least half of the values are the same, so that whatever differs is outside. */
        boolean collapsed() {
            return quartiles.interquartileRange().signum() == 0;
        }

        /** The values of a column backed by longs that pass. */
        LongBounds longs(ColumnType type) {
            return LongBounds.between(lower, upper, type.scale());
        }

        static String words(ColumnType type, Optional<IqrFences> fences) {
            return fences.map(f -> "between " + Describe.number(type, f.lower()) + " and "
                            + Describe.number(type, f.upper()) + " (Q1 "
                            + Describe.number(type, f.quartiles().q1())
                            + ", Q3 " + Describe.number(type, f.quartiles().q3()) + ")")
                    .orElse("a finite number");
        }

        static Remedies remedies(String column, Finding finding, Optional<IqrFences> fences) {
            ColumnType type = finding.scope().field(column).type();
            return Remedies.first(fences.filter(IqrFences::collapsed)
                            .map(f -> "At least half of the values of " + column + " are "
                                    + literal(type, f.lower, RoundingMode.CEILING)
                                    + ", so every other value is an outlier: judge it by a range check instead."))
                    .then(finding.recomputation(column))
                    .then(fences.filter(f -> !f.collapsed() && isSkewed(finding))
                            .map(f -> "So many values lie beyond the fences that they are no errors: " + column
                                    + " is skewed. Judge it by a range check with limits that you know, or with a larger factor;"
                                    + " clamping would falsify it."))
                    .then(fences.filter(f -> !f.collapsed() && !isSkewed(finding))
                            .map(f -> "If such values are right, judge " + column
                                    + " by a range check with limits that you know, or with a larger factor."))
                    .then(fences.filter(f -> !f.collapsed() && areFew(finding) && type.isNumeric())
                            .map(f ->
                                    "Only where they are known to be wrong and nothing better is known, clamp them to the"
                                            + " fences in the fact: least(greatest(" + column + ", "
                                            + literal(type, f.lower, RoundingMode.CEILING) + "), "
                                            + literal(type, f.upper, RoundingMode.FLOOR) + ")."))
                    .lastly(finding.review());
        }

        private static boolean isSkewed(Finding finding) {
            return finding.flagged() >= 10 && !areFew(finding);
        }

        /** Of values that are spread normally 0.7% lie beyond fences with factor 1.5. */
        private static boolean areFew(Finding finding) {
            return finding.flagged() * 100 <= finding.judged();
        }

        /** The least, or greatest, value that passes as one writes it in an expression. */
        private static String literal(ColumnType type, BigDecimal fence, RoundingMode inwards) {
            return switch (type.kind()) {
                case DATE, TIMESTAMP -> "'" + Describe.number(type, fence.setScale(0, inwards)) + "'";
                case DOUBLE -> Double.toString(fence.doubleValue());
                default -> fence.setScale(type.scale(), inwards).toPlainString();
            };
        }
    }
}
