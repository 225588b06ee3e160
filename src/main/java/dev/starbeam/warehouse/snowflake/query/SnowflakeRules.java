package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.model.dialect.Refusals;
import dev.starbeam.model.dialect.SyntaxTree;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.ExtractExpression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.IntervalExpression;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.expression.operators.arithmetic.Division;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.OrderByElement.NullOrdering;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SetOperationList;

/** What each node of a query becomes on Snowflake. */
final class SnowflakeRules implements SyntaxTree.Rule {
    private final Refusals refusals;
    private final Set<Object> made;
    private final Map<Class<?>, SyntaxTree.Rule> rules;

    /** @param made nodes that are Snowflake's already, but for their parts */
    SnowflakeRules(UnaryOperator<String> quoted, Set<Object> made, Refusals refusals) {
        this.refusals = refusals;
        this.made = made;
        NameRule names = new NameRule(quoted, refusals);
        LiteralRule literals = new LiteralRule(refusals);
        CallRule calls = new CallRule(refusals);
        rules = Map.ofEntries(
                rule(Column.class, names::column),
                rule(Table.class, names::table),
                rule(Alias.class, names::alias),
                rule(StringValue.class, (text, place) -> LiteralRule.text(text)),
                rule(CastExpression.class, literals::cast),
                rule(ExtractExpression.class, literals::extract),
                rule(IntervalExpression.class, literals::interval),
                rule(TimeKeyExpression.class, literals::now),
                rule(Function.class, (call, place) -> calls.rewritten(call, Call.of(call), place)),
                rule(AnalyticExpression.class, (call, place) -> calls.rewritten(call, Call.of(call), place)),
                rule(PlainSelect.class, (select, place) -> limited(select)),
                rule(SetOperationList.class, (select, place) -> limited(select)),
                rule(ParenthesedSelect.class, (select, place) -> limited(select)),
                rule(Division.class, (division, place) -> quotient(division)),
                rule(OrderByElement.class, (order, place) -> nullsLast(order)),
                rule(AllColumns.class, this::exclude),
                rule(AllTableColumns.class, this::exclude),
                rule(LikeExpression.class, this::like));
    }

    @Override
    public Object rewritten(Object node, Token place) {
        if (node instanceof Snippet || made.contains(node)) {
            return node;
        }
        PortableForms.check(node, place, refusals);
        SyntaxTree.Rule rule = rules.get(node.getClass());
        return rule == null ? node : rule.rewritten(node, place);
    }

    /** DuckDB divides in doubles whatever it divides, Snowflake in decimals of few digits unless one side is a float. */
    private static Object quotient(Division division) {
        boolean isFloat = division.getLeftExpression() instanceof CastExpression cast
                && "float".equals(cast.getColDataType().toString());
        String left =
                isFloat ? division.getLeftExpression() + "" : "cast(" + division.getLeftExpression() + " as float)";
        return new Snippet(left + " / " + division.getRightExpression());
    }

    /** DuckDB puts NULL last in either direction, Snowflake takes it for the greatest. */
    private static Object nullsLast(OrderByElement order) {
        if (!order.isAsc() && order.getNullOrdering() == null) {
            order.setNullOrdering(NullOrdering.NULLS_LAST);
        }
        return order;
    }

    /** Snowflake's OFFSET takes a LIMIT before it, of which NULL is none. */
    private static Object limited(Select select) {
        if (select.getOffset() != null && select.getLimit() == null) {
            select.setLimit(new Limit().withRowCount(new NullValue()));
        }
        return select;
    }

    private Object exclude(AllColumns columns, Token place) {
        boolean excludes = columns.getExceptColumns() != null;
        if (excludes && !"exclude".equalsIgnoreCase(columns.getExceptKeyword())) {
            refusals.add(place, "the warehouses don't both know \"" + columns + "\"; write * exclude (…)");
        }
        return columns;
    }

    private Object like(LikeExpression like, Token place) {
        LikeExpression.KeyWord word = like.getLikeKeyWord();
        if (word != LikeExpression.KeyWord.LIKE && word != LikeExpression.KeyWord.ILIKE) {
            refusals.add(place, "the warehouses don't both know " + word + "; write like or ilike");
        }
        return like;
    }

    private static <T> Map.Entry<Class<?>, SyntaxTree.Rule> rule(Class<T> type, RuleFor<T> rule) {
        return Map.entry(type, (node, place) -> rule.rewritten(type.cast(node), place));
    }

    private interface RuleFor<T> {
        Object rewritten(T node, Token place);
    }
}
