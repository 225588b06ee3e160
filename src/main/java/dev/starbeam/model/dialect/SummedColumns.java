package dev.starbeam.model.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;
import net.sf.jsqlparser.statement.select.WithItem;

/** Which columns of a query are sums, taken in it or in a query that it reads: what people add up. */
final class SummedColumns {
    /** Functions of their first argument that leave a sum a sum. */
    private static final Set<String> SHAPING = Set.of("coalesce", "ifnull", "nvl", "round");

    private SummedColumns() {}

    /** Their names in lower case, in order. */
    static List<String> of(Select select) {
        return of(select, Map.of());
    }

    private static List<String> of(Select select, Map<String, Select> outer) {
        Map<String, Select> known = with(select, outer);
        if (select instanceof ParenthesedSelect inner) {
            return of(inner.getSelect(), known);
        }
        return select instanceof PlainSelect plain
                ? plain.getSelectItems().stream()
                        .filter(item -> isSum(item.getExpression(), plain, known))
                        .map(SummedColumns::nameOf)
                        .toList()
                : List.of();
    }

    /** The queries that a query may name in its FROM. */
    static Map<String, Select> with(Select select, Map<String, Select> outer) {
        Map<String, Select> known = new HashMap<>(outer);
        if (select.getWithItemsList() != null) {
            for (WithItem<?> item : select.getWithItemsList()) {
                known.put(plain(item.getAliasName()), item.getSelect());
            }
        }
        return known;
    }

    private static boolean isSum(Expression expression, PlainSelect within, Map<String, Select> known) {
        if (expression instanceof Function function) {
            return isSum(function, within, known);
        }
        if (expression instanceof CastExpression cast) {
            return isSum(cast.getLeftExpression(), within, known);
        }
        if (expression instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            return isSum((Expression) list.get(0), within, known);
        }
        return expression instanceof Column column && isSum(column, within, known);
    }

    private static boolean isSum(Function function, PlainSelect within, Map<String, Select> known) {
        String name = function.getName().toLowerCase(Locale.ROOT);
        boolean shapes = SHAPING.contains(name) && function.getParameters() != null;
        return name.equals("sum") && !function.isDistinct()
                || shapes && isSum((Expression) function.getParameters().get(0), within, known);
    }

    private static boolean isSum(Column column, PlainSelect within, Map<String, Select> known) {
        String table = column.getTable() == null ? "" : plain(column.getTable().getName());
        for (FromItem item : fromItems(within)) {
            if ((table.isEmpty() || table.equals(aliasOf(item)))
                    && sumsOf(item, known).contains(plain(column.getColumnName()))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> sumsOf(FromItem item, Map<String, Select> known) {
        if (item instanceof Table table) {
            Select named = table.getSchemaName() == null ? known.get(plain(table.getName())) : null;
            return named == null ? List.of() : of(named, known);
        }
        return item instanceof Select select ? of(select, known) : List.of();
    }

    /** All that a query reads from, one after the other. */
    static List<FromItem> fromItems(PlainSelect plain) {
        List<FromItem> items = new ArrayList<>();
        if (plain.getFromItem() != null) {
            items.add(plain.getFromItem());
        }
        if (plain.getJoins() != null) {
            plain.getJoins().stream().map(Join::getFromItem).forEach(items::add);
        }
        return items;
    }

    private static String aliasOf(FromItem item) {
        if (item.getAlias() != null) {
            return plain(item.getAlias().getName());
        }
        return item instanceof Table table ? plain(table.getName()) : "";
    }

    private static String nameOf(SelectItem<?> item) {
        if (item.getAlias() != null) {
            return plain(item.getAlias().getName());
        }
        return item.getExpression() instanceof Column column ? plain(column.getColumnName()) : "";
    }

    static String plain(String name) {
        return name.replaceAll("^\"(.*)\"$", "$1").toLowerCase(Locale.ROOT);
    }
}
