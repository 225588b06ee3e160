package dev.starbeam.expression.syntax;

import dev.starbeam.model.dialect.ParsedQuery;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CaseExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.WhenClause;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.PlainSelect;

/** How the parser of marts reads an expression, in the words of {@link DuckDbSyntax}. */
final class MartSyntax {
    private static final Map<String, String> NAMES = Map.of("!=", "<>", "%", "mod");

    private MartSyntax() {}

    /** Nothing when it can't read it. */
    static Optional<String> of(String sql) {
        return ParsedQuery.select("select " + sql)
                .filter(PlainSelect.class::isInstance)
                .map(select -> ((PlainSelect) select).getSelectItem(0).getExpression())
                .map(MartSyntax::written);
    }

    private static String written(Expression e) {
        if (e instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            return written(list.get(0));
        } else if (e instanceof Column column) {
            return column.getColumnName().replace("\"", "").toLowerCase(Locale.ROOT);
        } else if (e instanceof StringValue text) {
            return "'" + text.getNotExcapedValue() + "'";
        } else if (e instanceof NullValue) {
            return "null";
        } else if (e instanceof BooleanValue truth) {
            return String.valueOf(truth.getValue());
        } else if (e instanceof SignedExpression signed) {
            return signed(signed);
        } else if (e instanceof NotExpression not) {
            return joined("not", Stream.of(not.getExpression()));
        }
        return condition(e);
    }

    private static String signed(SignedExpression signed) {
        String inner = written(signed.getExpression());
        if (signed.getSign() == '+') {
            return inner;
        }
        return inner.matches("[0-9.]+") ? "-" + inner : "negate[" + inner + "]";
    }

    private static String condition(Expression e) {
        if (e instanceof LikeExpression like) {
            String name = like.getLikeKeyWord().name().toLowerCase(Locale.ROOT);
            Stream<Expression> parts = Stream.of(like.getLeftExpression(), like.getRightExpression(), like.getEscape());
            return negated(like.isNot(), joined(name, parts.filter(part -> part != null)));
        } else if (e instanceof InExpression in) {
            Stream<Expression> items = in.getRightExpression() instanceof ExpressionList<?> list
                    ? list.stream().map(Expression.class::cast)
                    : Stream.of(in.getRightExpression());
            return negated(in.isNot(), joined("in", Stream.concat(Stream.of(in.getLeftExpression()), items)));
        } else if (e instanceof Between between) {
            Stream<Expression> parts = Stream.of(
                    between.getLeftExpression(),
                    between.getBetweenExpressionStart(),
                    between.getBetweenExpressionEnd());
            return negated(between.isNot(), joined("between", parts));
        } else if (e instanceof IsNullExpression isNull) {
            boolean not = isNull.isNot() || isNull.isUseNotNull();
            return negated(not, joined("is null", Stream.of(isNull.getLeftExpression())));
        } else if (e instanceof BinaryExpression binary) {
            String name = binary.getStringExpression().toLowerCase(Locale.ROOT);
            return joined(
                    NAMES.getOrDefault(name, name), Stream.of(binary.getLeftExpression(), binary.getRightExpression()));
        }
        return call(e);
    }

    private static String call(Expression e) {
        if (e instanceof CastExpression cast) {
            String name = cast.keyword != null && cast.keyword.equalsIgnoreCase("try_cast") ? "try_cast" : "cast";
            return name + "[" + written(cast.getLeftExpression()) + " "
                    + cast.getColDataType().getDataType().toLowerCase(Locale.ROOT) + "]";
        } else if (e instanceof CaseExpression choice) {
            return choice(choice);
        } else if (e instanceof Function function) {
            ExpressionList<?> parameters = function.getParameters();
            return joined(
                    function.getName().toLowerCase(Locale.ROOT),
                    parameters == null ? Stream.of() : parameters.stream().map(Expression.class::cast));
        }
        return e.toString().toLowerCase(Locale.ROOT);
    }

    private static String choice(CaseExpression choice) {
        StringJoiner joined = new StringJoiner(" ", "case[", "]");
        Expression subject = choice.getSwitchExpression();
        for (WhenClause branch : choice.getWhenClauses()) {
            String when = written(branch.getWhenExpression());
            joined.add(subject == null ? when : "=[" + written(subject) + " " + when + "]");
            joined.add(written(branch.getThenExpression()));
        }
        return joined.add(choice.getElseExpression() == null ? "null" : written(choice.getElseExpression()))
                .toString();
    }

    private static String negated(boolean not, String condition) {
        return not ? "not[" + condition + "]" : condition;
    }

    private static String joined(String name, Stream<? extends Expression> parts) {
        StringJoiner joined = new StringJoiner(" ", name + "[", "]");
        List<String> all = parts.map(MartSyntax::written).toList();
        for (String written : all) {
            boolean sameKind = (name.equals("and") || name.equals("or")) && written.startsWith(name + "[");
            joined.add(sameKind ? written.substring(name.length() + 1, written.length() - 1) : written);
        }
        return joined.toString();
    }
}
