package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.dialect.FactTotals;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.merge.ReferenceSql;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What marts would show with the rows that a batch's checks hold back, which {@link QualityTables#QUARANTINED_ROWS} keeps.
 * Nothing is written. Where the totals of a mart add up, only the rows held back are looked at; else the mart is asked once
 * more, with these among the others.
 */
public final class HeldFigures {
    private static final Logger LOG = LoggerFactory.getLogger(HeldFigures.class);
    private static final String HELD = "starbeam_held";

    private final SqlSession session;
    private final SqlDialect sql;
    private final UnaryOperator<String> translated;
    private final String batchId;
    private final Map<String, TableSpec> facts;

    /**
     * @param translated a mart's SQL as the warehouse knows it
     * @param facts those of which rows are held back
     */
    public HeldFigures(
            SqlSession session,
            SqlDialect dialect,
            UnaryOperator<String> translated,
            String batchId,
            List<TableSpec> facts) {
        this.session = session;
        this.sql = dialect;
        this.translated = translated;
        this.batchId = batchId;
        this.facts = facts.stream().collect(Collectors.toMap(TableSpec::name, Function.identity()));
    }

    /** The figures of marts that are built; none of one that has no sums, or reads several facts. */
    public List<MartFigure> of(List<MartModel> marts) {
        Map<String, String> queries = marts.stream().collect(Collectors.toMap(MartModel::name, MartModel::query));
        List<MartFigure> figures = new ArrayList<>();
        for (MartModel mart : marts) {
            if (mart.materialized() != Materialization.DYNAMIC_TABLE) {
                FactTotals.of(mart.query(), queries, facts.keySet())
                        .ifPresent(totals -> figures.addAll(figures(mart, totals)));
            }
        }
        return figures;
    }

    /** What can't be asked so, is left out: a run doesn't fail for it. */
    private List<MartFigure> figures(MartModel mart, FactTotals totals) {
        try {
            List<BigDecimal> published = numbers(translated.apply(totals.ofMart(mart.name())));
            List<BigDecimal> held =
                    numbers("with " + relation(totals) + " " + translated.apply(totals.over(HELD)), batchId);
            return figures(mart, totals, published, held);
        } catch (SQLException e) {
            LOG.debug("what {} would show with rows held back can't be asked: {}", mart.file(), e.getMessage());
            return List.of();
        }
    }

    private static List<MartFigure> figures(
            MartModel mart, FactTotals totals, List<BigDecimal> published, List<BigDecimal> held) {
        List<MartFigure> figures = new ArrayList<>();
        for (int i = 0; i < published.size(); i++) {
            BigDecimal with = totals.adds() ? published.get(i).add(held.get(i)) : held.get(i);
            figures.add(new MartFigure(mart.name(), totals.columns().get(i), published.get(i), with));
        }
        return figures;
    }

    private List<BigDecimal> numbers(String query, @Nullable Object... values) throws SQLException {
        return session.query(query, values).get(0).stream()
                .map(value -> value == null ? BigDecimal.ZERO : new BigDecimal(value.toString()))
                .toList();
    }

    private String relation(FactTotals totals) {
        TableSpec fact = facts.get(totals.fact());
        if (fact == null) {
            throw new IllegalArgumentException("no rows of " + totals.fact() + " are held back");
        }
        String columns = sql.identifiers(fact.loadedColumns());
        String held = "select " + columns + " from " + new ReferenceSql(sql, fact).resolved(rows(fact)) + " as w";
        return sql.identifier(HELD) + " as ("
                + (totals.adds() ? held : "select " + columns + " from " + sql.stored(fact) + " union all " + held)
                + ")";
    }

    /** A row once, whatever number of checks hold it back. */
    private String rows(TableSpec fact) {
        String file = sql.identifier("source_file");
        String offset = sql.identifier("source_offset");
        String row = sql.identifier("row");
        String columns = fact.loadedColumns().stream()
                .map(column -> value(fact, column) + " as " + sql.identifier(column))
                .collect(Collectors.joining(", "));
        return "(select " + columns + " from (select " + file + ", " + offset + ", max(" + row + ") as held_row from "
                + sql.stored(QualityTables.QUARANTINED_ROWS) + " where " + sql.identifier("batch_id") + " = ? and "
                + sql.identifier("table_name") + " = " + sql.text(fact.name()) + " and " + sql.identifier("action")
                + " = 'quarantine' group by " + file + ", " + offset + ") as h)";
    }

    private String value(TableSpec fact, String column) {
        if (column.equals(Provenance.SOURCE_FILE)) {
            return "h." + sql.identifier("source_file");
        }
        if (column.equals(Provenance.SOURCE_OFFSET)) {
            return "h." + sql.identifier("source_offset");
        }
        String text = "json_extract_path_text(h.held_row, " + sql.text(column) + ")";
        ColumnType type = fact.column(column).type();
        return type.kind() == ColumnType.Kind.TEXT
                ? text
                : "cast(nullif(" + text + ", 'null') as " + sql.type(type) + ")";
    }
}
