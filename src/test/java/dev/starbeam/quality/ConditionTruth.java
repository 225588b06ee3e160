package dev.starbeam.quality;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Operand;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a condition says of one row by SQL's three-valued logic, in which {@code null} is unknown. */
final class ConditionTruth {
    private final ColumnBatch rows;
    private final int row;

    private ConditionTruth(ColumnBatch rows, int row) {
        this.rows = rows;
        this.row = row;
    }

    static boolean isTrue(Condition condition, ColumnBatch rows, int row) {
        return Boolean.TRUE.equals(new ConditionTruth(rows, row).of(condition));
    }

    private @Nullable Boolean of(Condition condition) {
        if (condition instanceof Condition.Constant constant) {
            return constant.answer();
        } else if (condition instanceof Condition.Not not) {
            Boolean inner = of(not.condition());
            return inner == null ? null : !inner;
        } else if (condition instanceof Condition.AllOf all) {
            return joined(all.conditions(), false);
        } else if (condition instanceof Condition.AnyOf any) {
            return joined(any.conditions(), true);
        } else if (condition instanceof Condition.IsNull isNull) {
            return value(isNull.value()) == null;
        } else if (condition instanceof Condition.Membership membership) {
            return member(membership);
        }
        return compared((Condition.Comparison) condition);
    }

    /** One that is {@code decisive} decides; else the answer is known if all are. */
    private @Nullable Boolean joined(List<Condition> conditions, boolean decisive) {
        List<Boolean> answers =
                conditions.stream().flatMap(one -> Stream.ofNullable(of(one))).toList();
        return answers.contains(decisive)
                ? Boolean.valueOf(decisive)
                : answers.size() < conditions.size() ? null : !decisive;
    }

    private @Nullable Boolean member(Condition.Membership membership) {
        Comparable<Object> value = value(membership.value());
        return value == null
                ? null
                : membership.literals().stream().anyMatch(literal -> value.compareTo(value(literal)) == 0);
    }

    private @Nullable Boolean compared(Condition.Comparison comparison) {
        Comparable<Object> left = value(comparison.left());
        Comparable<Object> right = value(comparison.right());
        if (left == null || right == null) {
            return null;
        }
        int order = left.compareTo(right);
        return switch (comparison.operator()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    private @Nullable Comparable<Object> value(Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return parsed(literal.type(), literal.text());
        }
        var column = rows.column(((Operand.Column) operand).field().name());
        return column.isNull(row) ? null : parsed(column.type(), column.display(row));
    }

    /** Texts compare by their bytes. */
    @SuppressWarnings("unchecked")
    private static Comparable<Object> parsed(ColumnType type, String text) {
        Object value = switch (type.kind()) {
            case TEXT -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> LocalDate.parse(text).atStartOfDay();
            case TIMESTAMP -> LocalDateTime.parse(text.replace(' ', 'T'));
            default -> new BigDecimal(text);
        };
        return (Comparable<Object>) value;
    }
}
