package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartGroups.Joined;
import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
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
    private List<MartModel> built = List.of();

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
                .filter(table -> !table.files().isEmpty() || table.takesAway())
                .forEach(table -> loads.put(table.table().name(), table));
        this.touched = new TouchedRows(loads, this::known, request.run().batchId());
    }

    /** The tables of a batch with the one that is needed when any of its marts is incremental. */
    public static List<TableSpec> tables(PublishRequest request, List<TableSpec> others) {
        return Stream.concat(others.stream(), PipelineTables.ofMarts(request.marts()).stream())
                .toList();
    }

    static List<MartModel> incremental(List<MartModel> marts) {
        return marts.stream().filter(mart -> mart.groups() != null).toList();
    }

    /** Makes the tables that hold groups, and keys of rows that change. */
    public void prepare() throws SQLException {
        if (!marts.isEmpty()) {
            ledger.dropFormerGroups(marts);
        }
        for (MartModel mart : marts) {
            session.execute("create table if not exists " + MartLedger.groupsTable(dialect, mart)
                    + " as select q.*, cast('' as varchar) as batch_id from ("
                    + translated.apply(MartLedger.groups(mart).keysOf("", "1 = 0")) + ") as q");
        }
        for (TableLoad load : marts.isEmpty() ? List.<TableLoad>of() : keyed()) {
            TableSpec table = load.table();
            String columns = CompanionTables.knownBy(table).stream()
                    .map(key -> dialect.identifier(key) + " "
                            + dialect.type(table.column(key).type()))
                    .collect(Collectors.joining(", "));
            session.execute("create or replace temporary table " + known(table) + " (" + columns + ")");
        }
    }

    /**
     * Notes the batch for every mart, and the groups before it for those built already. Of other marts, another pipeline's
     * perhaps, that read a table of this batch nothing is known from now on.
     */
    public void before() throws SQLException {
        if (ledger.exists()) {
            ledger.forgetReaders(request.specs().stream().map(TableSpec::name).toList(), marts);
        }
        built = built();
        for (MartModel mart : marts) {
            ledger.note(mart, star(mart), request.run().batchId(), built.contains(mart));
        }
        for (TableLoad load : built.isEmpty() ? List.<TableLoad>of() : keyed()) {
            session.update(
                    "insert into " + known(load.table()) + " " + TouchedRows.changed(session, dialect, load, rows));
        }
        note(false);
    }

    /** Notes the groups after it. */
    public void after() throws SQLException {
        note(true);
    }

    private List<MartModel> built() throws SQLException {
        List<MartModel> found = new ArrayList<>();
        for (MartModel mart : request.rebuild() ? List.<MartModel>of() : marts) {
            if (ledger.isBuilt(mart, star(mart))) {
                found.add(mart);
            }
        }
        return found;
    }

    private void note(boolean merged) throws SQLException {
        for (MartModel mart : built) {
            note(mart, MartLedger.groups(mart), merged);
        }
    }

    private void note(MartModel mart, MartGroups groups, boolean merged) throws SQLException {
        for (Joined joined : groups.tables()) {
            Optional<TableSpec> table = table(joined);
            for (TouchedRows.Pick pick :
                    table.map(spec -> touched.of(joined, spec, merged)).orElse(List.of())) {
                session.update(
                        "insert into " + MartLedger.groupsTable(dialect, mart) + " select q.*, ? from ("
                                + translated.apply(groups.keysOf(pick.join(), pick.condition())) + ") as q",
                        request.run().batchId());
            }
        }
    }

    private List<TableLoad> keyed() {
        return loads.values().stream()
                .filter(load -> !CompanionTables.knownBy(load.table()).isEmpty())
                .toList();
    }

    private String known(TableSpec table) {
        return scratch.apply(table.name() + "__changed");
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
