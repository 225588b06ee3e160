package dev.starbeam.expression;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.ValidityBuilder;
import dev.starbeam.expression.kernel.Loss;
import dev.starbeam.expression.kernel.ValueFaults;
import java.io.Serializable;
import java.util.Set;

/** Expressions written out by hand, so that a stage is tested without the compiler. */
public record HandMadeExpression(ColumnType type, Set<String> columns, String sql, Kernel kernel)
        implements Expression {

    /** What the expression computes. */
    public interface Kernel extends Serializable {
        Column evaluate(ColumnBatch batch, ValueFaults faults);
    }

    /** A rule for the value of one row that is not NULL; throws {@link ArithmeticException} when there is none. */
    public interface LongRule extends Serializable {
        long apply(ColumnBatch batch, int row);
    }

    /** A condition on one row that is not NULL; throws {@link ArithmeticException} when it has no answer. */
    public interface Condition extends Serializable {
        boolean test(ColumnBatch batch, int row);
    }

    @Override
    public Column evaluate(ColumnBatch batch, ValueFaults faults) {
        return kernel.evaluate(batch, faults);
    }

    /** {@code name}: the column as it is. */
    public static Expression column(String name, ColumnType type) {
        return new HandMadeExpression(type, Set.of(name), name, (batch, faults) -> batch.column(name));
    }

    /** {@code try_to_number(name)}: what is no number becomes NULL and is counted. */
    public static Expression tryToNumber(String name) {
        return new HandMadeExpression(
                ColumnType.BIGINT,
                Set.of(name),
                "try_to_number(" + name + ")",
                (batch, faults) -> parsed(batch.text(name), faults, true));
    }

    /** {@code to_number(name)}: what is no number is at fault. */
    public static Expression toNumber(String name) {
        return new HandMadeExpression(
                ColumnType.BIGINT,
                Set.of(name),
                "to_number(" + name + ")",
                (batch, faults) -> parsed(batch.text(name), faults, false));
    }

    /** A bigint, NULL where {@code name} is NULL, at fault where the rule throws. */
    public static Expression bigint(String sql, String name, LongRule rule) {
        return new HandMadeExpression(ColumnType.BIGINT, Set.of(name), sql, (batch, faults) -> {
            long[] values = new long[batch.rows()];
            ValidityBuilder validity = new ValidityBuilder(values.length);
            for (int row = 0; row < values.length; row++) {
                try {
                    if (batch.column(name).isNull(row)) {
                        validity.setNull(row);
                    } else {
                        values[row] = rule.apply(batch, row);
                    }
                } catch (ArithmeticException e) {
                    validity.setNull(row);
                    faults.invalid(row, e.getMessage());
                }
            }
            return new LongColumn(ColumnType.BIGINT, values, validity.build());
        });
    }

    /** A condition, NULL where {@code name} is NULL, at fault where the condition throws. */
    public static Expression condition(String sql, String name, Condition condition) {
        Expression bits = bigint(sql, name, (batch, row) -> condition.test(batch, row) ? 1 : 0);
        return new HandMadeExpression(ColumnType.BOOLEAN, Set.of(name), sql, (batch, faults) -> {
            LongColumn answers = (LongColumn) bits.evaluate(batch, faults);
            boolean[] values = new boolean[batch.rows()];
            for (int row = 0; row < values.length; row++) {
                // What a NULL row holds is unspecified; here it is the answer that a careless reader would take.
                values[row] = answers.isNull(row) || answers.value(row) == 1;
            }
            return new BooleanColumn(values, answers.validity());
        });
    }

    private static LongColumn parsed(TextColumn text, ValueFaults faults, boolean lenient) {
        long[] values = new long[text.size()];
        ValidityBuilder validity = new ValidityBuilder(values.length);
        for (int row = 0; row < values.length; row++) {
            try {
                if (text.isNull(row)) {
                    validity.setNull(row);
                } else {
                    values[row] = Long.parseLong(text.string(row));
                }
            } catch (NumberFormatException e) {
                validity.setNull(row);
                if (lenient) {
                    faults.lost(row, Loss.UNPARSABLE, text, row);
                } else {
                    faults.invalid(row, "to_number('" + text.string(row) + "') is no number");
                }
            }
        }
        return new LongColumn(ColumnType.BIGINT, values, validity.build());
    }
}
