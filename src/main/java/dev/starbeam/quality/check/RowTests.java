package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.model.check.CheckModel.AcceptedValues;
import dev.starbeam.model.check.CheckModel.Iqr;
import dev.starbeam.model.check.CheckModel.NonNegative;
import dev.starbeam.model.check.CheckModel.Range;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Operand;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.quality.statistic.QualityState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single values as conditions, for whoever counts rows where they are. They say the same as
 * {@link RowFlagger} does.
 */
public final class RowTests {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private RowTests() {}

    /**
     * The test of a rule over single values; empty for other rules. No rule over a double can be said in literals.
     *
     * @param state has the quartiles, if it is an {@code iqr}
     */
    public static Optional<RowTest> of(CheckModel check, Schema schema, QualityState state) {
        if (check.rule() instanceof NonNegative rule) {
            return Optional.of(within(schema.field(rule.column()), "0", null));
        } else if (check.rule() instanceof Range rule) {
            return Optional.of(within(schema.field(rule.column()), rule.min(), rule.max()));
        } else if (check.rule() instanceof AcceptedValues rule) {
            Field field = schema.field(rule.column());
            return Optional.of(among(field, AcceptedKeys.literals(field, rule.values())));
        } else if (check.rule() instanceof Iqr rule) {
            Field field = schema.field(rule.column());
            int scale = field.type().scale();
            return Optional.of(IqrFences.of(rule, state, schema)
                    .map(fences -> within(field, LongBounds.between(fences.lower(), fences.upper(), scale)))
                    .orElse(beyond(field, null, null)));
        }
        return Optional.empty();
    }

    private static RowTest within(Field field, @Nullable String min, @Nullable String max) {
        return field.type().isLongBacked()
                ? within(field, RowJudges.longBounds(field, min, max))
                : beyond(field, min, max);
    }

    private static RowTest within(Field field, LongBounds bounds) {
        long least = switch (field.type().kind()) {
            case DATE -> FIRST_DAY;
            case TIMESTAMP -> FIRST_DAY * MICROS_A_DAY;
            default -> Long.MIN_VALUE;
        };
        long greatest = switch (field.type().kind()) {
            case DATE -> LAST_DAY;
            case TIMESTAMP -> (LAST_DAY + 1) * MICROS_A_DAY - 1;
            default -> Long.MAX_VALUE;
        };
        if (bounds.min() > bounds.max() || bounds.min() > greatest || bounds.max() < least) {
            return among(field, List.of());
        }
        ColumnType type = field.type();
        return beyond(
                field,
                bounds.min() <= least ? null : LongColumn.display(type, bounds.min()),
                bounds.max() >= greatest ? null : LongColumn.display(type, bounds.max()));
    }

    private static RowTest beyond(Field field, @Nullable String min, @Nullable String max) {
        Operand value = new Operand.Column(field);
        List<Condition> faults = new ArrayList<>();
        if (min != null) {
            faults.add(new Condition.Comparison(value, Condition.Operator.LESS, literal(field, min)));
        }
        if (max != null) {
            faults.add(new Condition.Comparison(value, Condition.Operator.GREATER, literal(field, max)));
        }
        return testOf(field, faults.isEmpty() ? Condition.NEVER : new Condition.AnyOf(faults));
    }

    private static RowTest among(Field field, List<String> accepted) {
        Condition present = new Condition.Not(new Condition.IsNull(new Operand.Column(field)));
        return accepted.isEmpty()
                ? testOf(field, present)
                : testOf(
                        field,
                        new Condition.Not(new Condition.Membership(
                                new Operand.Column(field),
                                accepted.stream()
                                        .map(value -> literal(field, value))
                                        .toList())));
    }

    private static RowTest testOf(Field field, Condition flagged) {
        return new RowTest(new Condition.Not(new Condition.IsNull(new Operand.Column(field))), flagged);
    }

    private static Operand.Literal literal(Field field, String text) {
        return new Operand.Literal(field.type(), text);
    }
}
