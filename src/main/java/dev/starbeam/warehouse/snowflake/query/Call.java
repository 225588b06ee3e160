package dev.starbeam.warehouse.snowflake.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.WindowDefinition;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import org.jspecify.annotations.Nullable;

/**
 * A function's call; the parser has one class for calls and another for those with a window, a filter or a group.
 *
 * @param name in lower case
 * @param arguments from left to right
 * @param distinct whether equal arguments count once
 * @param order what stands behind {@code order by} among the arguments
 * @param filter the condition of {@code filter (where …)}
 * @param window what stands behind {@code over}
 * @param withinGroup whether {@code within group (…)} follows
 */
record Call(
        String name,
        List<Expression> arguments,
        boolean distinct,
        List<OrderByElement> order,
        @Nullable Expression filter,
        @Nullable WindowDefinition window,
        boolean withinGroup) {

    static Call of(Function function) {
        List<Expression> arguments =
                function.getParameters() == null ? List.of() : new ArrayList<>(function.getParameters());
        return new Call(
                function.getName().toLowerCase(Locale.ROOT),
                arguments,
                function.isDistinct(),
                Objects.requireNonNullElse(function.getOrderByElements(), List.of()),
                null,
                null,
                false);
    }

    static Call of(AnalyticExpression call) {
        Stream<Expression> arguments = call.isAllColumns()
                ? Stream.of(new AllColumns())
                : Stream.of(call.getExpression(), call.getOffset(), call.getDefaultValue());
        boolean over = call.getType() == AnalyticType.OVER;
        return new Call(
                call.getName().toLowerCase(Locale.ROOT),
                arguments.filter(Objects::nonNull).toList(),
                call.isDistinct(),
                Objects.requireNonNullElse(call.getFuncOrderBy(), List.of()),
                call.getFilterExpression(),
                over ? call.getWindowDefinition() : null,
                call.getType() == AnalyticType.WITHIN_GROUP || call.getType() == AnalyticType.WITHIN_GROUP_OVER);
    }

    boolean hasWindow() {
        return window != null;
    }

    /** Without the filter: aggregates leave out NULL, so a row that is filtered out becomes NULL. */
    Call withoutFilter() {
        if (filter == null || arguments.isEmpty()) {
            return this;
        }
        if (arguments.get(0) instanceof AllColumns) {
            return new Call("count_if", List.of(filter), false, order, null, window, withinGroup);
        }
        List<Expression> kept = new ArrayList<>(arguments);
        kept.set(0, new Snippet("case when " + filter + " then " + arguments.get(0) + " end"));
        return new Call(name, kept, distinct, order, null, window, withinGroup);
    }
}
