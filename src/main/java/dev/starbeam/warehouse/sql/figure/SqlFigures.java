package dev.starbeam.warehouse.sql.figure;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Field;
import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.Condition;
import dev.starbeam.pushdown.JudgedRows;
import dev.starbeam.pushdown.KeySums;
import dev.starbeam.pushdown.KeyedLimits;
import dev.starbeam.pushdown.ReferencedKey;
import dev.starbeam.pushdown.RowTest;
import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.TableSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures by SQL that every warehouse takes word for word. */
public final class SqlFigures implements TableFigures {
    private static final int KEYS_AT_ONCE = 500;
    private static final BigInteger WIDEST = BigInteger.TEN.pow(38);

    private final SqlSession session;
    private final SqlDialect sql;
    private final ValueSql values;
    private final Function<String, TableSpec> tables;
    private final Function<SQLException, WarehouseException> explain;
    private final String rows;

    /**
     * @param tables the tables by name that {@code table} may refer to
     * @param explain turns the driver's faults into what people can act on
     */
    public SqlFigures(
            SqlSession session,
            SqlDialect sql,
            TableSpec table,
            Function<String, TableSpec> tables,
            Function<SQLException, WarehouseException> explain) {
        this.session = session;
        this.sql = sql;
        this.values = new ValueSql(sql);
        this.tables = tables;
        this.explain = explain;
        String surrogate = table.surrogateKey();
        this.rows = sql.published(table)
                + (surrogate == null ? " where 1 = 1" : " where " + sql.identifier(surrogate) + " <> 0");
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T explained(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw explain.apply(e);
        }
    }

    /** The numbers of an answer that is one row; a sum over no row is 0. */
    private List<Long> numbers(List<String> expressions) {
        String query = "select " + String.join(",\n    ", expressions) + "\nfrom " + rows;
        return explained(() -> session.query(query)).get(0).stream()
                .map(value -> value == null ? 0L : SqlSession.asLong(value))
                .toList();
    }

    @Override
    public List<Long> rowsAndNulls(List<String> columns) {
        List<String> expressions = new ArrayList<>(List.of("count(*)"));
        columns.forEach(column -> expressions.add("count(*) - count(" + sql.identifier(column) + ")"));
        return numbers(expressions);
    }

    @Override
    public List<JudgedRows> count(List<RowTest> tests) {
        if (tests.isEmpty()) {
            return List.of();
        }
        List<String> expressions = new ArrayList<>();
        for (RowTest test : tests) {
            expressions.add(countOf(test.judged()));
            expressions.add(countOf(test.flagged()));
        }
        List<Long> numbers = numbers(expressions);
        List<JudgedRows> counts = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i += 2) {
            counts.add(new JudgedRows(numbers.get(i), numbers.get(i + 1)));
        }
        return counts;
    }

    private String countOf(Condition condition) {
        return "count(case when " + values.condition(condition) + " then 1 end)";
    }

    @Override
    public JudgedRows sharing(List<String> columns, boolean comparesNulls) {
        String present = (comparesNulls ? List.<String>of() : columns)
                .stream()
                        .map(column -> " and " + sql.identifier(column) + " is not null")
                        .collect(Collectors.joining());
        return judged(
                "select coalesce(sum(n), 0), coalesce(sum(case when n > 1 then n end), 0)\nfrom (select count(*) as n"
                        + " from " + rows + present + " group by " + sql.identifiers(columns) + ") as sharing");
    }

    private JudgedRows judged(String query) {
        List<@Nullable Object> row = explained(() -> session.query(query)).get(0);
        return new JudgedRows(SqlSession.asLong(row.get(0)), SqlSession.asLong(row.get(1)));
    }

    @Override
    public JudgedRows orphans(List<ReferencedKey> references) {
        List<String> present = new ArrayList<>();
        List<String> orphaned = new ArrayList<>();
        StringBuilder joins = new StringBuilder();
        for (ReferencedKey reference : references) {
            String refers = reference.columns().stream()
                    .map(column -> "f." + sql.identifier(column) + " is not null")
                    .collect(Collectors.joining(" or ", "(", ")"));
            String members = "d" + present.size();
            TableSpec dimension = tables.apply(reference.dimension());
            String key = sql.identifier(String.valueOf(dimension.surrogateKey()));
            present.add(refers);
            orphaned.add("(" + refers + " and " + members + ".k is null)");
            joins.append("\nleft join (select distinct ")
                    .append(key + " as k from " + sql.published(dimension) + " where " + key + " <> 0) as ")
                    .append(members + " on f." + sql.identifier(reference.keyColumn()) + " = " + members + ".k");
        }
        return judged("select count(case when " + String.join(" or ", present) + " then 1 end),\n    count(case when "
                + String.join(" or ", orphaned) + " then 1 end)\nfrom (select * from " + rows + ") as f" + joins);
    }

    @Override
    public long[] valuesAt(Field column, long[] ranks) {
        String name = sql.identifier(column.name());
        String wanted = Arrays.stream(ranks).mapToObj(Long::toString).collect(Collectors.joining(", "));
        Schema answer = Schema.of(new Field("v", column.type()));
        List<ColumnBatch> found = new ArrayList<>();
        return explained(() -> {
            session.stream(
                    "select v from (select " + values.readable(column) + " as v, row_number() over (order by " + name
                            + ") - 1 as r from " + rows + " and " + name + " is not null) as ranked\nwhere r in ("
                            + wanted + ") order by r",
                    result -> BatchRows.readAll(result, answer, found::add));
            return found.get(0).longs("v").values();
        });
    }

    @Override
    public boolean canSum(Field column) {
        String scaled = values.scaled(column);
        List<@Nullable Object> row = explained(
                        () -> session.query("select count(*), min(" + scaled + "), max(" + scaled + ") from " + rows))
                .get(0);
        BigInteger widest = whole(row.get(1)).abs().max(whole(row.get(2)).abs()).max(BigInteger.ONE);
        return whole(row.get(0)).multiply(widest.pow(2)).compareTo(WIDEST) < 0;
    }

    /** A whole number of any width, of whatever class the driver has for it. */
    private static BigInteger whole(@Nullable Object value) {
        return value == null ? BigInteger.ZERO : new BigDecimal(value.toString()).toBigIntegerExact();
    }

    @Override
    public void sums(Field column, @Nullable Field by, Consumer<KeySums> sums) {
        String x = values.scaled(column);
        String from = " count(*), sum(" + x + "), sum(" + x + " * " + x + "), min(" + x + "), max(" + x + ")\nfrom "
                + rows + " and " + sql.identifier(column.name()) + " is not null";
        String query = by == null
                ? "select" + from
                : "select " + values.readable(by) + "," + from + " and " + sql.identifier(by.name())
                        + " is not null group by " + sql.identifier(by.name());
        explained(() -> {
            session.stream(query, result -> new SumRows(by).readAll(result, sums));
            return true;
        });
    }

    @Override
    public long beyond(Field column, @Nullable Field by, List<KeyedLimits> limits) {
        long beyond = 0;
        for (int from = 0; from < limits.size(); from += KEYS_AT_ONCE) {
            List<KeyedLimits> some = limits.subList(from, Math.min(from + KEYS_AT_ONCE, limits.size()));
            beyond += numbers(List.of("count(case when " + values.beyond(column, by, some) + " then 1 end)"))
                    .get(0);
        }
        return beyond;
    }

    @Override
    public void read(List<Field> columns, Consumer<ColumnBatch> batches) {
        String selected = columns.stream().map(values::readable).collect(Collectors.joining(", "));
        explained(() -> {
            session.stream(
                    "select " + selected + " from " + rows,
                    result -> BatchRows.readAll(result, Schema.of(columns), batches));
            return true;
        });
    }
}
