package dev.starbeam.warehouse.snowflake.query;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.statement.select.OrderByElement;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates whose result lies between two values. Of decimals DuckDB's has as many digits as they have, the median of 1.00
 * and 1.01 being 1.00, Snowflake's has more. Types aren't known here, so what may be a decimal has to be cast.
 */
final class Interpolation {
    private static final Set<String> AGGREGATES = Set.of("median", "quantile_cont", "percentile_cont");
    private static final Set<String> NO_DECIMALS = Set.of("float", "double", "bigint", "integer", "int", "smallint");
    private static final Set<String> WHOLE = Set.of(
            "count",
            "count_if",
            "length",
            "unicode",
            "year",
            "quarter",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "dayofmonth",
            "dayofweek",
            "dayofyear",
            "rank",
            "row_number",
            "dense_rank");

    /** Translations that give whole numbers or floats. */
    private static final Pattern TRANSLATED = Pattern.compile(
            "(?s)(datediff|date_part|charindex|dayofweekiso|yearofweekiso|weekiso|count_if|avg|stddev|variance|var_|log)"
                    + ".*|\\(?cast\\(.* as float\\) / .*");

    private Interpolation() {}

    /** What is wrong with a call whose arguments are translated; {@code null}: nothing. */
    static @Nullable String objection(Object node, Call call) {
        if (!AGGREGATES.contains(call.name())) {
            return null;
        }
        Stream<Expression> interpolated = call.withinGroup()
                ? order(node, call).stream().map(OrderByElement::getExpression)
                : call.arguments().stream().limit(1);
        return interpolated.allMatch(Interpolation::isNoDecimal)
                ? null
                : "\"" + call.name()
                        + "\" of decimals has more digits on Snowflake than on DuckDB; write cast(x as double)"
                        + " in it";
    }

    private static List<OrderByElement> order(Object node, Call call) {
        boolean windowed = node instanceof AnalyticExpression analytic
                && analytic.getWindowDefinition() != null
                && analytic.getWindowDefinition().getOrderByElements() != null;
        return windowed
                ? Objects.requireNonNull(
                        ((AnalyticExpression) node).getWindowDefinition().getOrderByElements())
                : call.order();
    }

    private static boolean isNoDecimal(Expression expression) {
        if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            return isNoDecimal(list.get(0));
        } else if (expression instanceof CastExpression cast) {
            return NO_DECIMALS.contains(cast.getColDataType().toString().toLowerCase(Locale.ROOT));
        } else if (expression instanceof Function function) {
            return WHOLE.contains(function.getName().toLowerCase(Locale.ROOT));
        }
        return expression instanceof LongValue
                || (expression instanceof Snippet
                        && TRANSLATED.matcher(expression.toString()).matches());
    }
}
