package dev.starbeam.model.dialect;

import dev.starbeam.model.MartGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.TimeKeyExpression;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.SelectItem;

/**
 * A query whose groups are functions of their own rows: inner joins of the star's tables, grouped, and nothing that looks
 * beyond a group.
 */
public final class GroupedQuery {
    private static final String ELSE = "; write that in a mart of its own that is a table or view";

    private final Refusals refusals = new Refusals();
    private final List<MartGroups.Joined> tables = new ArrayList<>();
    private final Token start;

    private GroupedQuery(Token start) {
        this.start = start;
    }

    /** What is made of a query, or why it is none of that kind. */
    public record Analysis(Optional<MartGroups> groups, List<Refusal> refusals) {}

    /**
     * Takes a query apart.
     *
     * @param sql one SELECT
     * @param keys the names of its columns that are to tell groups apart
     */
    public static Analysis of(String sql, List<String> keys) {
        Select select = ParsedQuery.select(sql).orElseThrow(() -> new IllegalArgumentException("no SELECT: " + sql));
        Token start = ParsedQuery.start(sql);
        GroupedQuery query = new GroupedQuery(start);
        Optional<MartGroups> groups = query.groups(select, keys);
        List<Refusal> refusals = query.refusals.found();
        return new Analysis(refusals.isEmpty() ? groups : Optional.empty(), refusals);
    }

    private Optional<MartGroups> groups(Select select, List<String> keys) {
        if (!(select instanceof PlainSelect plain) || plain.getGroupBy() == null) {
            refusals.add(
                    start, "an incremental mart is one select with group by, without with, union or values" + ELSE);
            return Optional.empty();
        }
        checkParts(plain);
        checkNodes(plain);
        checkTables(plain);
        List<Expression> grouped = grouped(plain);
        List<String> expressions = keys.stream()
                .map(key -> expression(plain, key, grouped))
                .flatMap(Optional::stream)
                .toList();
        String joins = plain.getJoins() == null
                ? ""
                : plain.getJoins().stream().map(join -> " " + join).collect(Collectors.joining());
        String items = plain.getSelectItems().stream().map(Object::toString).collect(Collectors.joining(", "));
        String having = plain.getHaving() == null ? "" : " having " + plain.getHaving();
        return Optional.of(new MartGroups(
                keys,
                expressions,
                tables,
                "select " + items,
                plain.getFromItem() + joins,
                plain.getWhere() == null ? "true" : String.valueOf(plain.getWhere()),
                plain.getGroupBy() + having));
    }

    private void checkParts(PlainSelect plain) {
        refuse(plain.getWithItemsList() != null && !plain.getWithItemsList().isEmpty(), "with");
        refuse(plain.getDistinct() != null, "distinct over groups");
        refuse(plain.getQualify() != null, "qualify");
        refuse(plain.getLimit() != null || plain.getOffset() != null, "limit or offset");
        refuse(plain.getOrderByElements() != null, "order by");
        refuse(!plain.getGroupBy().getGroupingSets().isEmpty(), "grouping sets");
    }

    private void refuse(boolean found, String form) {
        if (found) {
            refusals.add(start, message(form));
        }
    }

    private static String message(String form) {
        return "an incremental mart can't have " + form + ", since its groups would depend on one another or on more"
                + " than their own rows" + ELSE;
    }

    private void checkNodes(PlainSelect plain) {
        SyntaxTree.rewrite(plain, start, (node, place) -> {
            if (node instanceof AnalyticExpression analytic
                    && analytic.getType().name().contains("OVER")) {
                refusals.add(place, message("a window, over (…)"));
            } else if (node instanceof Select && !(node instanceof ParenthesedSelect) && node != plain) {
                refusals.add(place, message("a query in the query"));
            } else if (node instanceof TimeKeyExpression) {
                refusals.add(place, message("the time of the run"));
            }
            return node;
        });
    }

    private void checkTables(PlainSelect plain) {
        checkTable(plain.getFromItem());
        for (Join join : plain.getJoins() == null ? List.<Join>of() : plain.getJoins()) {
            boolean outer = join.isLeft() || join.isRight() || join.isFull() || join.isOuter();
            if (outer || join.isSimple() || join.isNatural() || join.isCross()) {
                refusals.add(
                        place(join.getFromItem()),
                        "an incremental mart has inner joins with on or using only; every key of a fact meets a member,"
                                + " if need be the unknown one");
            }
            checkTable(join.getFromItem());
        }
    }

    private void checkTable(FromItem item) {
        if (item instanceof Table table && "star".equalsIgnoreCase(table.getSchemaName())) {
            Alias alias = table.getAlias();
            String name = unquoted(table.getName());
            tables.add(new MartGroups.Joined(name, alias == null ? table.getName() : alias.getName()));
        } else if (item instanceof Table) {
            refusals.add(place(item), "an incremental mart reads tables of star only" + ELSE);
        }
    }

    private List<Expression> grouped(PlainSelect plain) {
        List<Expression> grouped = new ArrayList<>();
        for (Object each : plain.getGroupBy().getGroupByExpressionList()) {
            if (each instanceof LongValue position) {
                item(plain, position.getValue()).ifPresent(grouped::add);
            } else {
                grouped.add((Expression) each);
            }
        }
        return grouped;
    }

    private Optional<Expression> item(PlainSelect plain, long position) {
        int items = plain.getSelectItems().size();
        if (position < 1 || position > items) {
            refusals.add(start, "group by " + position + " is no column of the query, which has " + items);
            return Optional.empty();
        }
        return Optional.of(plain.getSelectItem((int) position - 1).getExpression());
    }

    private Optional<String> expression(PlainSelect plain, String key, List<Expression> grouped) {
        for (SelectItem<?> item : plain.getSelectItems()) {
            if (nameOf(item).equals(key.toLowerCase(Locale.ROOT))) {
                String expression = item.getExpression().toString();
                boolean isGrouped =
                        grouped.stream().anyMatch(each -> each.toString().equals(expression));
                if (!isGrouped) {
                    refusals.add(
                            start,
                            "group_by names \"" + key
                                    + "\", which the query doesn't group by; its group by has to list " + expression);
                }
                return Optional.of(expression);
            }
        }
        refusals.add(start, "group_by names \"" + key + "\", which the query doesn't select");
        return Optional.empty();
    }

    private static String nameOf(SelectItem<?> item) {
        String name = item.getAlias() != null
                ? item.getAlias().getName()
                : item.getExpression() instanceof Column column ? column.getColumnName() : "";
        return unquoted(name).toLowerCase(Locale.ROOT);
    }

    private static String unquoted(String name) {
        return name.replaceAll("^\"(.*)\"$", "$1");
    }

    private Token place(FromItem item) {
        boolean placed = item instanceof Table table && table.getASTNode() != null;
        return placed ? ((Table) item).getASTNode().jjtGetFirstToken() : start;
    }
}
