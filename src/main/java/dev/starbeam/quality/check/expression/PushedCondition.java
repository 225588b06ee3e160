package dev.starbeam.quality.check.expression;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.ColumnType.Kind;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.expression.Expression;
import dev.starbeam.expression.syntax.SqlReader;
import dev.starbeam.expression.syntax.Term;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.Condition.Operator;
import dev.starbeam.pushdown.Operand;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition as every warehouse decides it alike: comparisons, {@code in}, {@code between} and {@code is null} of columns
 * and literals of one type, joined by {@code and}, {@code or} and {@code not}. Casts, functions, arithmetic and doubles
 * are none of it; a condition with one of these has no such form.
 */
final class PushedCondition {
    private static final int MOST_DIGITS = 18;

    private final Schema schema;

    private PushedCondition(Schema schema) {
        this.schema = schema;
    }

    static Optional<Condition> of(Expression expression, Schema schema) {
        return Optional.ofNullable(
                new PushedCondition(schema).condition(SqlReader.read(expression.sql(), new ArrayList<>())));
    }

    private @Nullable Condition condition(Term term) {
        if (term instanceof Term.BooleanLiteral truth) {
            return new Condition.Constant(truth.value());
        } else if (term instanceof Term.Name name) {
            return comparison(name, Operator.EQUAL, new Term.BooleanLiteral(true, name.offset()));
        }
        return term instanceof Term.Call call ? call(call.function(), call.arguments()) : null;
    }

    private @Nullable Condition call(String function, List<Term> arguments) {
        return switch (function) {
            case "and", "or" -> logic(function, arguments);
            case "not" -> {
                Condition inner = condition(arguments.get(0));
                yield inner == null ? null : new Condition.Not(inner);
            }
            case "is null" -> {
                Operand.Column column = column(arguments.get(0));
                yield column == null ? null : new Condition.IsNull(column);
            }
            case "in" -> membership(arguments);
            case "between" -> between(arguments);
            default -> {
                Operator operator = operator(function);
                yield operator == null ? null : comparison(arguments.get(0), operator, arguments.get(1));
            }
        };
    }

    private static @Nullable Operator operator(String symbol) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.symbol().equals(symbol))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Condition logic(String word, List<Term> terms) {
        List<Condition> conditions = new ArrayList<>();
        for (Term term : terms) {
            Condition condition = condition(term);
            if (condition == null) {
                return null;
            }
            conditions.add(condition);
        }
        return word.equals("and") ? new Condition.AllOf(conditions) : new Condition.AnyOf(conditions);
    }

    private @Nullable Condition between(List<Term> terms) {
        Condition low = comparison(terms.get(0), Operator.AT_LEAST, terms.get(1));
        Condition high = comparison(terms.get(0), Operator.AT_MOST, terms.get(2));
        return low == null || high == null ? null : new Condition.AllOf(List.of(low, high));
    }

    private @Nullable Condition membership(List<Term> terms) {
        Operand.Column column = column(terms.get(0));
        List<Operand.Literal> literals = new ArrayList<>();
        for (Term term : terms.subList(1, terms.size())) {
            Operand.Literal literal =
                    column == null ? null : literal(term, column.field().type());
            if (literal == null) {
                return null;
            }
            literals.add(literal);
        }
        return column == null ? null : new Condition.Membership(column, literals);
    }

    private @Nullable Condition comparison(Term left, Operator operator, Term right) {
        Operand.Column a = column(left);
        Operand.Column b = column(right);
        if (a != null && b != null) {
            boolean same = a.field().type().equals(b.field().type());
            return same ? new Condition.Comparison(a, operator, b) : null;
        }
        Operand.Column one = a == null ? b : a;
        Operand.Literal literal = one == null
                ? null
                : literal(a == null ? left : right, one.field().type());
        if (one == null || literal == null) {
            return null;
        }
        return a == null
                ? new Condition.Comparison(literal, operator, one)
                : new Condition.Comparison(one, operator, literal);
    }

    /** The column of that name, as expressions find it, unless it holds doubles. */
    private Operand.@Nullable Column column(Term term) {
        if (!(term instanceof Term.Name name)) {
            return null;
        }
        Field field = schema.find(name.text())
                .or(() -> schema.fields().stream()
                        .filter(one -> one.name().equalsIgnoreCase(name.text()))
                        .findFirst())
                .orElse(null);
        return field == null || field.type().kind() == Kind.DOUBLE ? null : new Operand.Column(field);
    }

    private static Operand.@Nullable Literal literal(Term term, ColumnType type) {
        if (term instanceof Term.NumberLiteral number && type.isNumeric()) {
            boolean plain = number.digits().matches("-?[0-9]*\\.?[0-9]+")
                    && number.digits().length() <= MOST_DIGITS;
            return plain ? new Operand.Literal(type, number.digits()) : null;
        } else if (term instanceof Term.BooleanLiteral truth && type.kind() == Kind.BOOLEAN) {
            return new Operand.Literal(type, Boolean.toString(truth.value()));
        } else if (term instanceof Term.TextLiteral text) {
            boolean fits = type.kind() == Kind.TEXT || (type.kind() == Kind.DATE && isDate(text.value()));
            return fits ? new Operand.Literal(type, text.value()) : null;
        }
        return null;
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0 && text.length() == 10;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
