package dev.starbeam.quality.check;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.model.CheckModel;
import dev.starbeam.model.CheckModel.AcceptedValues;
import dev.starbeam.model.CheckModel.Iqr;
import dev.starbeam.model.CheckModel.NonNegative;
import dev.starbeam.model.CheckModel.Range;
import dev.starbeam.quality.statistic.QualityState;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column that pass a check, for whoever counts rows where they are: within bounds or one of a list,
 * as literals of the column's type. It says the same as {@link RowFlagger} does.
 *
 * @param column the column judged
 * @param min the least, {@code null}: no limit
 * @param max the greatest, {@code null}: no limit
 * @param accepted the only values, {@code null}: all within the bounds
 */
public record PassingValues(
        Field column,
        @Nullable String min,
        @Nullable String max,
        @Nullable List<String> accepted) {
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final long MICROS_A_DAY = 86_400_000_000L;

    /**
     * What passes by a rule over single values; empty for other rules. No rule over a double can be said in literals.
     *
     * @param state has the quartiles, if it is an {@code iqr}
     */
    public static Optional<PassingValues> of(CheckModel check, Schema schema, QualityState state) {
        if (check.rule() instanceof NonNegative rule) {
            return Optional.of(within(schema.field(rule.column()), "0", null));
        } else if (check.rule() instanceof Range rule) {
            return Optional.of(within(schema.field(rule.column()), rule.min(), rule.max()));
        } else if (check.rule() instanceof AcceptedValues rule) {
            Field field = schema.field(rule.column());
            return Optional.of(new PassingValues(field, null, null, AcceptedKeys.literals(field, rule.values())));
        } else if (check.rule() instanceof Iqr rule) {
            Field field = schema.field(rule.column());
            int scale = field.type().scale();
            return Optional.of(IqrFences.of(rule, state, schema)
                    .map(fences -> within(field, LongBounds.between(fences.lower(), fences.upper(), scale)))
                    .orElse(new PassingValues(field, null, null, null)));
        }
        return Optional.empty();
    }

    private static PassingValues within(Field field, @Nullable String min, @Nullable String max) {
        return field.type().isLongBacked()
                ? within(field, RowJudges.longBounds(field, min, max))
                : new PassingValues(field, min, max, null);
    }

    private static PassingValues within(Field field, LongBounds bounds) {
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
            return new PassingValues(field, null, null, List.of());
        }
        ColumnType type = field.type();
        return new PassingValues(
                field,
                bounds.min() <= least ? null : LongColumn.display(type, bounds.min()),
                bounds.max() >= greatest ? null : LongColumn.display(type, bounds.max()),
                null);
    }
}
