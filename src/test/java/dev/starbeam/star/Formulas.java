package dev.starbeam.star;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.kernel.ValueFaults;
import dev.starbeam.model.ColumnModel;
import java.io.Serializable;
import java.util.Set;
import java.util.function.LongPredicate;

/** A few expressions by hand, so that these tests do not hang on the SQL compiler. */
public final class Formulas {
    private Formulas() {}

    /** The column itself. */
    public static ColumnModel same(String name, ColumnType type) {
        return new ColumnModel(name, name(name, type), "");
    }

    /** The column {@code from}, renamed. */
    public static ColumnModel renamed(String name, String from, ColumnType type) {
        return new ColumnModel(name, name(from, type), "");
    }

    public static Expression name(String column, ColumnType type) {
        return new Formula(type, Set.of(column), column, (batch, faults) -> batch.column(column));
    }

    /** 100 divided by a bigint column; invalid where it is 0. */
    public static Expression hundredBy(String column) {
        return new Formula(ColumnType.BIGINT, Set.of(column), "100 / " + column, (batch, faults) -> {
            LongColumn divisor = batch.longs(column);
            long[] values = new long[batch.rows()];
            for (int row = 0; row < values.length; row++) {
                if (divisor.validity().isValid(row) && divisor.value(row) == 0) {
                    faults.invalid(row, "division by zero");
                } else {
                    values[row] = divisor.value(row) == 0 ? 0 : 100 / divisor.value(row);
                }
            }
            return new LongColumn(ColumnType.BIGINT, values, divisor.validity());
        });
    }

    /** Whether {@link #hundredBy} is at most a limit; invalid where the column is 0. */
    public static Expression hundredByAtMost(String column, long limit) {
        return new Formula(
                ColumnType.BOOLEAN,
                Set.of(column),
                "100 / " + column + " <= " + limit,
                (batch, faults) ->
                        judged((LongColumn) hundredBy(column).evaluate(batch, faults), value -> value <= limit));
    }

    /** Whether a bigint column is not 0. */
    public static Expression notZero(String column) {
        return new Formula(
                ColumnType.BOOLEAN,
                Set.of(column),
                column + " <> 0",
                (batch, faults) -> judged(batch.longs(column), value -> value != 0));
    }

    /** Whether a bigint column is at most a limit. */
    public static Expression atMost(String column, long limit) {
        return new Formula(
                ColumnType.BOOLEAN,
                Set.of(column),
                column + " <= " + limit,
                (batch, faults) -> judged(batch.longs(column), value -> value <= limit));
    }

    private static BooleanColumn judged(LongColumn column, LongPredicate rule) {
        boolean[] values = new boolean[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rule.test(column.value(row));
        }
        return new BooleanColumn(values, column.validity());
    }

    private interface Kernel extends Serializable {
        Column evaluate(ColumnBatch batch, ValueFaults faults);
    }

    private record Formula(ColumnType type, Set<String> columns, String sql, Kernel kernel) implements Expression {
        @Override
        public Column evaluate(ColumnBatch batch, ValueFaults faults) {
            return kernel.evaluate(batch, faults);
        }

        @Override
        public boolean imputes() {
            return false;
        }
    }
}
