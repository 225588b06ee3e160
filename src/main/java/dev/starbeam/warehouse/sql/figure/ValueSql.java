package dev.starbeam.warehouse.sql.figure;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.pushdown.Operand;
import dev.starbeam.warehouse.sql.SqlDialect;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions over one column's values that say the same in every warehouse. */
final class ValueSql {
    private final SqlDialect sql;

    ValueSql(SqlDialect sql) {
        this.sql = sql;
    }

    /** A literal as {@code LongColumn.display} writes it. Numbers keep all their digits. */
    String literal(ColumnType type, String value) {
        return switch (type.kind()) {
            case TEXT -> sql.text(value);
            case DATE -> "date '" + value + "'";
            case TIMESTAMP -> "timestamp '" + value + "'";
            default -> value;
        };
    }

    /** A column as a reader of batches takes it: days and microseconds since 1970 for dates and timestamps. */
    String readable(Field field) {
        String column = sql.identifier(field.name());
        return switch (field.type().kind()) {
            case DATE -> "datediff('day', date '1970-01-01', " + column + ")";
            case TIMESTAMP -> "datediff('microsecond', timestamp '1970-01-01 00:00:00', " + column + ")";
            default -> column;
        };
    }

    /** A number in its scaled form, so wide that its square is exact, too: products keep the scale of whole numbers only. */
    String scaled(Field field) {
        String column = sql.identifier(field.name());
        int scale = field.type().scale();
        // A product is as wide as its wider factor; of 18 digits it would overflow.
        String wide = "cast(" + column + " as decimal(38, " + scale + "))";
        return scale == 0 ? wide : "cast(" + wide + " * " + BigInteger.TEN.pow(scale) + " as decimal(38, 0))";
    }

    /** The condition as both engines take it word for word. */
    String condition(Condition condition) {
        if (condition instanceof Condition.Constant constant) {
            return constant.answer() ? "1 = 1" : "1 = 0";
        } else if (condition instanceof Condition.Comparison comparison) {
            return operand(comparison.left()) + " " + comparison.operator().symbol() + " "
                    + operand(comparison.right());
        } else if (condition instanceof Condition.Membership membership) {
            String literals = membership.literals().stream().map(this::operand).collect(Collectors.joining(", "));
            return operand(membership.value()) + " in (" + literals + ")";
        } else if (condition instanceof Condition.IsNull isNull) {
            return operand(isNull.value()) + " is null";
        } else if (condition instanceof Condition.Not not) {
            return "not (" + condition(not.condition()) + ")";
        } else if (condition instanceof Condition.AllOf all) {
            return joined(all.conditions(), " and ");
        }
        return joined(((Condition.AnyOf) condition).conditions(), " or ");
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(this::condition).collect(Collectors.joining(word, "(", ")"));
    }

    private String operand(Operand operand) {
        return operand instanceof Operand.Literal literal
                ? literal(literal.type(), literal.text())
                : sql.identifier(((Operand.Column) operand).field().name());
    }

    /** True for the values that are beyond the limits of their key. */
    String beyond(Field field, @Nullable Field by, List<KeyedLimits> limits) {
        String value = scaled(field);
        if (by == null) {
            return outside(value, limits.get(0));
        }
        return limits.stream()
                .map(key -> " when " + literal(by.type(), String.valueOf(key.key())) + " then " + outside(value, key))
                .collect(Collectors.joining("", "case " + sql.identifier(by.name()), " else 1 = 0 end"));
    }

    private static String outside(String value, KeyedLimits limits) {
        return "(" + value + " < " + limits.min() + " or " + value + " > " + limits.max() + ")";
    }
}
