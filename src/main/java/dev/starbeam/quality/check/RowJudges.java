package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.ReferenceModel;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.model.check.CheckModel.References;
import dev.starbeam.model.check.CheckModel.Rule;
import dev.starbeam.model.check.CheckModel.Unique;
import dev.starbeam.model.check.CheckModel.ZScore;
import dev.starbeam.quality.statistic.QualityState;
import dev.starbeam.quality.statistic.RequiredStates;
import dev.starbeam.quality.statistic.StateSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns a rule and the merged statistics into the judge of a row. */
final class RowJudges {
    private final TableChecks table;
    private final Schema schema;
    private final QualityState state;

    RowJudges(TableChecks table, QualityState state) {
        this.table = table;
        this.schema = table.schema();
        this.state = state;
    }

    /** The judge of a row-level check. @throws IllegalArgumentException for a check of the whole table */
    RowJudge of(CheckModel check) {
        Rule rule = check.rule();
        if (rule instanceof Iqr iqr) {
            return of(iqr);
        } else if (rule instanceof ZScore zscore) {
            StateSpec.Moments spec = RequiredStates.of(zscore, schema);
            return new JudgeDeviation(zscore, spec, state.moments(spec));
        } else if (rule instanceof NonNegative positive) {
            return within(schema.field(positive.column()), "0", null);
        } else if (rule instanceof Range range) {
            return within(schema.field(range.column()), range.min(), range.max());
        } else if (rule instanceof AcceptedValues accepted) {
            return of(accepted);
        } else if (rule instanceof Unique unique) {
            return JudgeExternally.duplicates(check.id(), unique.columns(), Expectations.of(unique));
        } else if (rule instanceof References references) {
            return of(references);
        }
        throw new IllegalArgumentException(check.id() + " judges the table, not its rows");
    }

    private RowJudge of(Iqr rule) {
        Field field = schema.field(rule.column());
        Optional<IqrFences> fences = IqrFences.of(rule, state, schema);
        String expectation = Expectations.of(field.type(), fences);
        if (field.type().kind() == ColumnType.Kind.DOUBLE) {
            DoubleBounds bounds =
                    fences.map(f -> DoubleBounds.between(f.lower(), f.upper())).orElse(DoubleBounds.FINITE);
            return new JudgeDoubles(field.name(), bounds, expectation);
        }
        int scale = field.type().scale();
        LongBounds bounds =
                fences.map(f -> LongBounds.between(f.lower(), f.upper(), scale)).orElse(LongBounds.OPEN);
        return new JudgeLongs(field.name(), bounds, expectation);
    }

    private RowJudge of(AcceptedValues rule) {
        Field field = schema.field(rule.column());
        return new JudgeMembership(field.name(), AcceptedKeys.of(field, rule.values()), Expectations.of(rule));
    }

    private RowJudge of(References rule) {
        List<ReferenceModel> judged = table.judgedReferences(rule);
        return JudgeExternally.orphans(
                judged.stream().map(ReferenceModel::column).toList(), Expectations.ofReferences(judged));
    }

    private static RowJudge within(Field field, @Nullable String min, @Nullable String max) {
        String expectation = Expectations.within(min, max);
        String column = field.name();
        return switch (field.type().kind()) {
            case TEXT -> new JudgeTexts(column, new TextBounds(min, max), expectation);
            case BOOLEAN ->
                throw new IllegalArgumentException(
                        "column \"" + column + "\" is boolean and has no range; use accepted_values: [true]");
            case DOUBLE -> new JudgeDoubles(column, doubleBounds(field, min, max), expectation);
            default -> new JudgeLongs(column, longBounds(field, min, max), expectation);
        };
    }

    private static DoubleBounds doubleBounds(Field field, @Nullable String min, @Nullable String max) {
        DoubleBounds lower = min == null ? null : DoubleBounds.between(literal(field, min), literal(field, min));
        DoubleBounds upper = max == null ? null : DoubleBounds.between(literal(field, max), literal(field, max));
        return new DoubleBounds(
                lower == null ? Double.NEGATIVE_INFINITY : lower.min(),
                upper == null ? Double.POSITIVE_INFINITY : upper.max());
    }

    static LongBounds longBounds(Field field, @Nullable String min, @Nullable String max) {
        int scale = field.type().scale();
        BigDecimal lower = min == null ? BigDecimal.valueOf(Long.MIN_VALUE, scale) : literal(field, min);
        BigDecimal upper = max == null ? BigDecimal.valueOf(Long.MAX_VALUE, scale) : literal(field, max);
        return LongBounds.between(lower, upper, scale);
    }

    private static BigDecimal literal(Field field, String text) {
        return ColumnLiteral.parse(field.name(), field.type(), text);
    }
}
