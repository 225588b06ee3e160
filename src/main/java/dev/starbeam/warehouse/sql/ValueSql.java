package dev.starbeam.warehouse.sql;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import dev.starbeam.warehouse.audit.KeyedLimits;
import dev.starbeam.warehouse.audit.RowTest;
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
        return "cast(" + column + (scale == 0 ? "" : " * " + BigInteger.TEN.pow(scale)) + " as decimal(38, 0))";
    }

    /** True for the values at fault; NULL, or false, for NULL. */
    String atFault(RowTest test) {
        String column = sql.identifier(test.column().name());
        List<String> accepted = test.accepted();
        if (accepted == null) {
            return beyond(test.column(), test.min(), test.max());
        }
        return accepted.isEmpty()
                ? column + " is not null"
                : column + " not in ("
                        + accepted.stream()
                                .map(value -> literal(test.column().type(), value))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private String beyond(Field field, @Nullable String min, @Nullable String max) {
        String column = sql.identifier(field.name());
        String below = min == null ? "" : column + " < " + literal(field.type(), min);
        String above = max == null ? "" : column + " > " + literal(field.type(), max);
        if (below.isEmpty() && above.isEmpty()) {
            return "1 = 0";
        }
        return below.isEmpty() || above.isEmpty() ? below + above : "(" + below + " or " + above + ")";
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
