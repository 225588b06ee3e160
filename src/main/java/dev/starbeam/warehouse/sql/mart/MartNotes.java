package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartGroups.Joined;
import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps, while a batch is published, which groups of incremental marts its rows touch: those that the rows were in before
 * it, and those that they are in after.
 *
 * <p>{@link #prepare} before the transaction where DDL commits by itself; within it {@link #before}, the merges, {@link
 * #after}.
 */
public final class MartNotes {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final PublishRequest request;
    private final Function<TableLoad, String> rows;
    private final UnaryOperator<String> translated;
    private final UnaryOperator<String> scratch;
    private final MartLedger ledger;
    private final List<MartModel> marts;
    private final Map<String, TableLoad> loads = new LinkedHashMap<>();
    private final TouchedRows touched;

    /**
     * @param rows rows to load as they stand behind FROM
     * @param translated a mart's SQL as the warehouse knows it
     * @param scratch the name of a temporary table
     */
    public MartNotes(
            SqlSession session,
            SqlDialect dialect,
            PublishRequest request,
            Function<TableLoad, String> rows,
            UnaryOperator<String> translated,
            UnaryOperator<String> scratch) {
        this.session = session;
        this.dialect = dialect;
        this.request = request;
        this.rows = rows;
        this.translated = translated;
        this.scratch = scratch;
        this.ledger = new MartLedger(session, dialect);
        this.marts = incremental(request.marts());
        request.tables().stream()
                .filter(table -> table.table().schema().equals(StarTables.SCHEMA))
                .filter(table -> !table.files().isEmpty())
                .forEach(table -> loads.put(table.table().name(), table));
        this.touched = new TouchedRows(
                loads,
                rows,
                table -> scratch.apply(members(table)),
                request.run().batchId());
    }

    /** The tables of a batch with the one that is needed when any of its marts is incremental. */
    public static List<TableSpec> tables(PublishRequest request, List<TableSpec> others) {
        return incremental(request.marts()).isEmpty()
                ? others
                : Stream.concat(others.stream(), Stream.of(MartLedger.TABLE)).toList();
    }

    static List<MartModel> incremental(List<MartModel> marts) {
        return marts.stream().filter(mart -> mart.groups() != null).toList();
    }

    /** Makes the tables that hold groups, and changed members. */
    public void prepare() throws SQLException {
        for (MartModel mart : marts) {
            session.execute("create table if not exists " + MartLedger.groupsTable(dialect, mart)
                    + " as select q.*, cast('' as varchar) as batch_id from ("
                    + translated.apply(MartLedger.groups(mart).keysOf("", "1 = 0")) + ") as q");
        }
        for (TableLoad table : marts.isEmpty() ? List.<TableLoad>of() : dimensions()) {
            String key = TouchedRows.naturalKey(table.table());
            ColumnType type = table.table().column(key).type();
            session.execute("create or replace temporary table " + scratch.apply(members(table.table())) + " ("
                    + dialect.identifier(key) + " " + dialect.type(type) + ")");
        }
    }

    /** Notes the batch for every mart, and the groups before it for those built already. */
    public void before() throws SQLException {
        for (TableLoad table : marts.isEmpty() ? List.<TableLoad>of() : dimensions()) {
            session.update("insert into " + scratch.apply(members(table.table())) + " "
                    + TouchedRows.changedMembers(dialect, table.table(), rows.apply(table)));
        }
        for (MartModel mart : marts) {
            boolean hasGroups = !request.rebuild() && ledger.isBuilt(mart, star(mart));
            ledger.note(mart, star(mart), request.run().batchId(), hasGroups);
        }
        note();
    }

    /** Notes the groups after it. */
    public void after() throws SQLException {
        note();
    }

    private void note() throws SQLException {
        for (MartModel mart : marts) {
            if (!request.rebuild() && ledger.isBuilt(mart, star(mart))) {
                note(mart, MartLedger.groups(mart));
            }
        }
    }

    private void note(MartModel mart, MartGroups groups) throws SQLException {
        for (Joined joined : groups.tables()) {
            Optional<TableSpec> table = table(joined);
            for (TouchedRows.Pick pick :
                    table.map(spec -> touched.of(joined, spec)).orElse(List.of())) {
                session.update(
                        "insert into " + MartLedger.groupsTable(dialect, mart) + " select q.*, ? from ("
                                + translated.apply(groups.keysOf(pick.join(), pick.condition())) + ") as q",
                        request.run().batchId());
            }
        }
    }

    private List<TableLoad> dimensions() {
        return loads.values().stream()
                .filter(table -> table.table().surrogateKey() != null)
                .toList();
    }

    private static String members(TableSpec dimension) {
        return dimension.name() + "__members";
    }

    private Optional<TableSpec> table(Joined joined) {
        return request.specs().stream()
                .filter(spec -> spec.schema().equals(StarTables.SCHEMA))
                .filter(spec -> spec.name().equalsIgnoreCase(joined.table()))
                .findFirst();
    }

    /** Tables that are declared otherwise may hold other values in rows that no batch touches. */
    private String star(MartModel mart) {
        return MartLedger.hash(MartLedger.groups(mart).tables().stream()
                .map(this::table)
                .flatMap(Optional::stream)
                .map(MartNotes::declared)
                .collect(Collectors.joining("\n")));
    }

    private static String declared(TableSpec table) {
        return table.name() + " " + table.key() + " " + table.materialized() + " "
                + table.merging().getClass().getSimpleName() + " "
                + table.merging().version() + " "
                + table.columns().stream().map(MartNotes::declared).collect(Collectors.joining(", "));
    }

    private static String declared(ColumnSpec column) {
        TableSpec dimension = column.dimension();
        return column.name() + " " + column.type() + (dimension == null ? "" : " " + dimension.name());
    }
}
