package dev.starbeam.warehouse.snowflake.query;

import dev.starbeam.expression.kernel.time.Zones;
import dev.starbeam.model.dialect.Refusals;
import dev.starbeam.model.dialect.SyntaxTree;
import dev.starbeam.words.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.TimezoneExpression;
import net.sf.jsqlparser.expression.operators.relational.ExpressionList;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.parser.Token;

/**
 * Makes {@code (x at time zone 'A') at time zone 'B'}, what the clocks of B show when those of A show x, a call of
 * Snowflake's {@code convert_timezone}. One zone alone stays, to be refused: its result would have a zone.
 */
final class ZonePairs implements SyntaxTree.Rule {
    private final Refusals refusals;
    private final Set<Object> calls = Collections.newSetFromMap(new IdentityHashMap<>());

    ZonePairs(Refusals refusals) {
        this.refusals = refusals;
    }

    /** The calls that were made: nobody wrote them. */
    Set<Object> calls() {
        return calls;
    }

    @Override
    public Object rewritten(Object node, Token place) {
        if (!(node instanceof TimezoneExpression outer)) {
            return node;
        }
        List<Expression> zones = new ArrayList<>(outer.getTimezoneExpressions());
        Expression moment = outer.getLeftExpression();
        if (zones.size() == 1 && inner(moment) instanceof TimezoneExpression inner) {
            zones.addAll(0, inner.getTimezoneExpressions());
            moment = inner.getLeftExpression();
        }
        if (zones.size() != 2 || !zones.stream().allMatch(StringValue.class::isInstance)) {
            return node;
        }
        zones.forEach(zone -> requireKnown((StringValue) zone, place));
        Function call = new Function();
        call.setName("convert_timezone");
        call.setParameters(new ExpressionList<>(List.of(zones.get(0), zones.get(1), moment)));
        calls.add(call);
        return call;
    }

    private static Expression inner(Expression expression) {
        return expression instanceof ParenthesedExpressionList<?> list && list.size() == 1
                ? inner(list.get(0))
                : expression;
    }

    private void requireKnown(StringValue zone, Token place) {
        String name = zone.getValue();
        if (Zones.find(name).isEmpty()) {
            String hint = NearestName.of(name, Zones.names())
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse("");
            refusals.add(place, "'" + name + "' is no time zone that both warehouses know" + hint);
        }
    }
}
