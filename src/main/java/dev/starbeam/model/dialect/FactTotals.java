package dev.starbeam.model.dialect;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Join;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.Select;

/**
 * What the measures of a mart add up to, asked over any rows in the place of its fact's.
 *
 * @param columns the mart's columns that are sums
 * @param fact the one fact that it reads
 * @param adds whether the totals over two sets of rows add up to that over both, so that those over a few rows tell what
 *     they change
 * @param query the mart's query, with those of the marts that it reads in it
 */
public record FactTotals(List<String> columns, String fact, boolean adds, String query) {
    private static final String STAR = "star";
    private static final String MARTS = "marts";
    private static final int NEVER = 1000;

    /**
     * Takes a mart's query apart.
     *
     * @param queries those of the marts that it may read, by name
     * @param facts the names of all facts
     * @return nothing where it has no sums, or reads no fact, or more than one
     */
    public static Optional<FactTotals> of(String sql, Map<String, String> queries, Set<String> facts) {
        Optional<Select> parsed = parse(sql, queries);
        if (parsed.isEmpty()) {
            return Optional.empty();
        }
        Select query = parsed.get();
        List<String> columns = SummedColumns.of(query).stream()
                .filter(column -> column.matches("[a-z_][a-z0-9_]*"))
                .toList();
        Set<String> read = new HashSet<>();
        SyntaxTree.rewrite(query, ParsedQuery.start(sql), (node, place) -> {
            if (node instanceof Table table && isOf(table, STAR) && facts.contains(name(table))) {
                read.add(name(table));
            }
            return node;
        });
        return columns.isEmpty() || read.size() != 1
                ? Optional.empty()
                : Optional.of(new FactTotals(
                        columns, read.iterator().next(), adds(query, Map.of(), read) == 1, query.toString()));
    }

    /** The totals over the rows of a relation that is named before: one row, a column each. */
    public String over(String relation) {
        Select select = ParsedQuery.select(query).orElseThrow();
        SyntaxTree.rewrite(select, ParsedQuery.start(query), (node, place) -> {
            if (node instanceof Table table && isOf(table, STAR) && name(table).equals(fact)) {
                Table other = new Table(relation);
                other.setAlias(table.getAlias() == null ? new Alias(table.getName()) : table.getAlias());
                return other;
            }
            return node;
        });
        return sums() + "(" + select + ") as totals";
    }

    /** The totals of the mart as it stands. */
    public String ofMart(String mart) {
        return sums() + MARTS + "." + mart + " as totals";
    }

    private String sums() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "sum(totals." + columns.get(i) + ") as total_" + i)
                .collect(Collectors.joining(", ", "select ", " from "));
    }

    /** With the queries of other marts in the places of their names. */
    private static Optional<Select> parse(String sql, Map<String, String> queries) {
        return ParsedQuery.select(sql).map(select ->
                (Select) SyntaxTree.rewrite(select, ParsedQuery.start(sql), (node, place) -> expanded(node, queries)));
    }

    private static Object expanded(Object node, Map<String, String> queries) {
        if (!(node instanceof Table table) || !isOf(table, MARTS) || !queries.containsKey(name(table))) {
            return node;
        }
        Optional<Select> inner = parse(queries.getOrDefault(name(table), ""), queries);
        if (inner.isEmpty()) {
            return node;
        }
        ParenthesedSelect query = new ParenthesedSelect();
        query.setSelect(inner.get());
        query.setAlias(table.getAlias() == null ? new Alias(table.getName()) : table.getAlias());
        return query;
    }

    /**
     * How often a query reads the fact, in no other way than row by row: filtered and joined there, and grouped any number
     * of times. A large number for any other way.
     */
    private static int adds(Select select, Map<String, Select> outer, Set<String> fact) {
        Map<String, Select> known = SummedColumns.with(select, outer);
        boolean isCut = select.getLimit() != null || select.getOffset() != null || select.getFetch() != null;
        if (select instanceof ParenthesedSelect inner && !isCut) {
            return adds(inner.getSelect(), known, fact);
        }
        return select instanceof PlainSelect plain && !isCut && isSimple(plain) ? adds(plain, known, fact) : NEVER;
    }

    private static int adds(PlainSelect plain, Map<String, Select> known, Set<String> fact) {
        int times = 0;
        boolean isHere = false;
        for (FromItem item : SummedColumns.fromItems(plain)) {
            isHere |= item instanceof Table table && isOf(table, STAR) && fact.contains(name(table));
            times += adds(item, known, fact);
        }
        boolean filtersGroups = plain.getWhere() != null && !isHere && times > 0;
        return filtersGroups ? NEVER : times;
    }

    private static int adds(FromItem item, Map<String, Select> known, Set<String> fact) {
        if (item instanceof Select select) {
            return adds(select, known, fact);
        }
        if (!(item instanceof Table table)) {
            return NEVER;
        }
        if (isOf(table, STAR)) {
            return fact.contains(name(table)) ? 1 : 0;
        }
        Select named = known.get(name(table));
        return named == null ? NEVER : adds(named, known, fact);
    }

    private static boolean isSimple(PlainSelect plain) {
        boolean outer = plain.getJoins() != null && plain.getJoins().stream().anyMatch(FactTotals::isOuter);
        boolean cuts = plain.getDistinct() != null || plain.getHaving() != null || plain.getQualify() != null;
        return !outer && !cuts && hasRowsOnly(plain);
    }

    private static boolean isOuter(Join join) {
        return join.isLeft() || join.isRight() || join.isFull() || join.isOuter() || join.isSemi() || join.isNatural();
    }

    /** Whether no expression looks at other rows: no window, no query. */
    private static boolean hasRowsOnly(PlainSelect plain) {
        Set<String> found = new HashSet<>();
        plain.getSelectItems().forEach(item -> look(item.getExpression(), found));
        if (plain.getWhere() != null) {
            look(plain.getWhere(), found);
        }
        if (plain.getJoins() != null) {
            plain.getJoins().forEach(join -> join.getOnExpressions().forEach(on -> look(on, found)));
        }
        return found.isEmpty();
    }

    private static void look(Expression expression, Set<String> found) {
        SyntaxTree.rewrite(expression, ParsedQuery.start("select"), (node, place) -> {
            if (node instanceof Select || node instanceof AnalyticExpression) {
                found.add(node.getClass().getSimpleName());
            }
            return node;
        });
    }

    private static boolean isOf(Table table, String schema) {
        return schema.equalsIgnoreCase(table.getSchemaName());
    }

    private static String name(Table table) {
        return SummedColumns.plain(table.getName());
    }
}
