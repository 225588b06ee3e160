package dev.starbeam.warehouse.sql.figure;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.warehouse.sql.ConditionSql;
import dev.starbeam.warehouse.sql.SqlDialect;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions over one column's values that say the same in every warehouse. */
final class ValueSql {
    private final SqlDialect sql;
    private final ConditionSql conditions;

    ValueSql(SqlDialect sql) {
        this.sql = sql;
        this.conditions = new ConditionSql(sql);
    }

    /** A literal as {@code LongColumn.display} writes it. */
    String literal(ColumnType type, String value) {
        return conditions.literal(type, value);
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
        return conditions.of(condition);
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
