package dev.starbeam.warehouse.sql;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Operand;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions as every engine takes them word for word. */
public final class ConditionSql {
    private final SqlDialect sql;

    public ConditionSql(SqlDialect dialect) {
        this.sql = dialect;
    }

    /** A literal as {@code LongColumn.display} writes it. Numbers keep all their digits. */
    public String literal(ColumnType type, String value) {
        return switch (type.kind()) {
            case TEXT -> sql.text(value);
            case DATE -> "date '" + value + "'";
            case TIMESTAMP -> "timestamp '" + value + "'";
            default -> value;
        };
    }

    /** The condition, in parentheses where it is more than one. */
    public String of(Condition condition) {
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
            return "not (" + of(not.condition()) + ")";
        } else if (condition instanceof Condition.AllOf all) {
            return joined(all.conditions(), " and ");
        }
        return joined(((Condition.AnyOf) condition).conditions(), " or ");
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(this::of).collect(Collectors.joining(word, "(", ")"));
    }

    private String operand(Operand operand) {
        return operand instanceof Operand.Literal literal
                ? literal(literal.type(), literal.text())
                : sql.identifier(((Operand.Column) operand).field().name());
    }
}
