package dev.starbeam.warehouse.ddl;

import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;

/** Views over the quality tables that show what is so now, in words that every warehouse takes. */
public final class QualityViews {
    private final DdlDialect sql;

    public QualityViews(DdlDialect dialect) {
        this.sql = dialect;
    }

    /** Statements that make one of {@link QualityTables#views}, unless it is there. */
    public List<String> create(TableSpec view) {
        String query = view.equals(QualityTables.REJECTED_NOW) ? rejectedNow(view) : verdictsNow(view);
        List<String> statements = new ArrayList<>();
        statements.add("create view if not exists " + sql.published(view) + " as " + query);
        sql.tableComment(view).ifPresent(statements::add);
        return statements;
    }

    /**
     * A batch that has read a file whole stands for what was rejected of it before, and one that has rebuilt everything for all
     * that was. Joins only: not every warehouse compares by more than equality within a subquery.
     */
    private String rejectedNow(TableSpec view) {
        String pipeline = id("pipeline");
        String batch = id("batch_id");
        return "with loaded as (" + numbered(QualityTables.LOADS, "published_at", List.of("rebuilt")) + "),\n"
                + "last_read as (select l." + pipeline + ", f." + id("file")
                + ", max(l.place) as read_at from loaded as l"
                + " join " + sql.stored(QualityTables.LOAD_FILES) + " as f on f." + batch + " = l." + batch
                + " where f."
                + id("version") + " is not null group by l." + pipeline + ", f." + id("file") + "),\n"
                + "last_rebuilt as (select l." + pipeline + ", max(l.place) as rebuilt_at from loaded as l where l."
                + id("rebuilt") + " group by l." + pipeline + "),\n"
                + "rejected as (select l." + pipeline + ", "
                + sql.identifiers("r", names(QualityTables.REJECTED_ROWS))
                + ", l.place as rejected_at, max(l.place) over (partition by l." + pipeline + ", "
                + sql.identifiers("r", List.of("stage", "source_file", "source_offset")) + ") as newest_at from "
                + sql.stored(QualityTables.REJECTED_ROWS) + " as r join loaded as l on r." + batch + " = l." + batch
                + ")\nselect " + sql.identifiers("x", names(view))
                + " from rejected as x left join last_read as n on n."
                + pipeline + " = x." + pipeline + " and n." + id("file") + " = x." + id("source_file")
                + " left join last_rebuilt as b on b." + pipeline + " = x." + pipeline
                + " where x.rejected_at = x.newest_at and x.rejected_at >= coalesce(n.read_at, 0)"
                + " and x.rejected_at >= coalesce(b.rebuilt_at, 0)";
    }

    private String verdictsNow(TableSpec view) {
        List<String> ofChecks = names(view);
        ofChecks.removeAll(List.of("pipeline", "verdict"));
        String pipeline = id("pipeline");
        return "with ran as (" + numbered(QualityTables.RUNS, "finished_at", List.of("verdict")) + "),\n"
                + "last_run as (select r." + pipeline + ", max(r.place) as place from ran as r group by r." + pipeline
                + ")\nselect " + sql.identifiers("r", List.of("pipeline", "verdict")) + ", "
                + sql.identifiers("c", ofChecks) + " from last_run as n join ran as r on r." + pipeline + " = n."
                + pipeline + " and r.place = n.place join " + sql.stored(QualityTables.CHECK_RESULTS) + " as c on c."
                + id("batch_id") + " = r." + id("batch_id");
    }

    /** Batches with their place in the order of time, from 1. */
    private String numbered(TableSpec table, String time, List<String> others) {
        List<String> columns = new ArrayList<>(List.of("pipeline", "batch_id"));
        columns.addAll(others);
        return "select " + sql.identifiers("t", columns) + ", row_number() over (partition by t." + id("pipeline")
                + " order by " + sql.identifiers("t", List.of(time, "batch_id")) + ") as place from "
                + sql.stored(table) + " as t";
    }

    private String id(String name) {
        return sql.identifier(name);
    }

    private static List<String> names(TableSpec table) {
        return new ArrayList<>(table.columns().stream().map(ColumnSpec::name).toList());
    }
}
