package dev.starbeam.warehouse.sql;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.CompanionTables;
import dev.starbeam.warehouse.table.GroupsTables;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.StarTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what earlier declarations of a pipeline have left. Tables that another pipeline publishes, too, are left alone, and
 * so are marts where there is another pipeline, since marts don't say whose they are. Statements name what the catalogue
 * has, letter by letter.
 */
public final class LeftOvers {
    private static final String MARTS = "marts";

    private final SqlSession session;
    private final SqlDialect sql;
    private final List<LeftOver> found = new ArrayList<>();

    public LeftOvers(SqlSession session, SqlDialect dialect) {
        this.session = session;
        this.sql = dialect;
    }

    /** A table or view that is there, with names as the catalogue has them. */
    private record There(String schema, String name, String kind) {}

    /** @param declared all tables of the pipeline, with those beside them */
    public List<LeftOver> find(String pipeline, List<TableSpec> declared, List<MartModel> marts) throws SQLException {
        List<There> there = there();
        if (there.stream().noneMatch(table -> table.schema().equals(sql.catalogued(QualityTables.SCHEMA)))) {
            return List.of();
        }
        Set<String> theirs = published(pipeline, "<>");
        Set<String> ours = published(pipeline, "=");
        ours.removeAll(theirs);
        addTables(there, ours, compared(theirs), declared);
        addColumns(declared, compared(ours));
        if (others(pipeline) == 0) {
            Set<String> wanted = compared(marts.stream().map(MartModel::name).toList());
            add("mart", MARTS, there, name -> !wanted.contains(name));
            addGroups(there, wanted);
        }
        return List.copyOf(found);
    }

    /** What is published, then the rows beneath views and what is kept beside tables. */
    private void addTables(List<There> there, Set<String> ours, Set<String> theirs, List<TableSpec> declared) {
        Set<String> published = compared(ours);
        Set<String> named = named(declared, StarTables.SCHEMA);
        add("table", StarTables.SCHEMA, there, name -> published.contains(name) && !named.contains(name));
        Set<String> beside = compared(ours.stream()
                .flatMap(table -> Stream.concat(Stream.of(table), CompanionTables.names(table).stream()))
                .toList());
        beside.removeAll(theirs);
        beside.removeAll(named(declared, TableSpec.DATA_SCHEMA));
        add("table", TableSpec.DATA_SCHEMA, there, beside::contains);
    }

    private Set<String> named(List<TableSpec> declared, String schema) {
        return compared(declared.stream()
                .filter(table ->
                        table.schema().equals(schema) || sql.storedSchema(table).equals(schema))
                .map(TableSpec::name)
                .toList());
    }

    private void add(String what, String schema, List<There> there, Predicate<String> isLeft) {
        for (There table : there) {
            if (table.schema().equals(sql.catalogued(schema)) && isLeft.test(sql.compared(table.name()))) {
                String name = sql.quoted(table.schema()) + "." + sql.quoted(table.name());
                found.add(new LeftOver(what, schema + "." + table.name(), "drop " + table.kind() + " " + name));
            }
        }
    }

    /** What was kept of incremental marts that are gone. */
    private void addGroups(List<There> there, Set<String> marts) {
        add(
                "table",
                QualityTables.SCHEMA,
                there,
                name -> GroupsTables.byMart(List.of(name)).keySet().stream().anyMatch(mart -> !marts.contains(mart)));
    }

    private void addColumns(List<TableSpec> declared, Set<String> ours) throws SQLException {
        Map<String, List<String>> columns = columns();
        for (TableSpec table : declared) {
            String name = sql.compared(sql.catalogued(table.name()));
            if (table.schema().equals(StarTables.SCHEMA) && ours.contains(name)) {
                Set<String> wanted =
                        compared(table.columns().stream().map(ColumnSpec::name).toList());
                String stored = sql.compared(sql.catalogued(sql.storedSchema(table))) + "." + name;
                columns.getOrDefault(stored, List.of()).stream()
                        .filter(column -> !wanted.contains(sql.compared(column)))
                        .forEach(column -> found.add(new LeftOver(
                                "column",
                                table.qualifiedName() + "." + column,
                                "alter table " + sql.stored(table) + " drop column " + sql.quoted(column))));
            }
        }
    }

    /** By schema and table. */
    private Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        session.query(
                        "select table_schema, table_name, column_name from information_schema.columns where"
                                + " table_catalog = current_database() and table_schema in (?, ?) order by 1, 2, 3",
                        sql.catalogued(StarTables.SCHEMA),
                        sql.catalogued(TableSpec.DATA_SCHEMA))
                .forEach(row -> columns.computeIfAbsent(
                                sql.compared(row.get(0) + "." + row.get(1)), table -> new ArrayList<>())
                        .add(String.valueOf(row.get(2))));
        return columns;
    }

    private List<There> there() throws SQLException {
        List<There> there = new ArrayList<>();
        for (List<@Nullable Object> row : session.query("select table_schema, table_name, " + sql.kindOfTable()
                + " from information_schema.tables where table_catalog = current_database() order by 1, 2")) {
            there.add(new There(String.valueOf(row.get(0)), String.valueOf(row.get(1)), String.valueOf(row.get(2))));
        }
        return there;
    }

    private Set<String> compared(Iterable<String> names) {
        Set<String> compared = new HashSet<>();
        names.forEach(name -> compared.add(sql.compared(sql.catalogued(name))));
        return compared;
    }

    /** The tables of the star that batches of a pipeline, or of others, have been merged into. */
    private Set<String> published(String pipeline, String relation) throws SQLException {
        String batch = sql.identifier("batch_id");
        String star = StarTables.SCHEMA + ".";
        return session
                .query(
                        "select distinct t." + sql.identifier("table_name") + " from "
                                + sql.stored(QualityTables.LOAD_TABLES) + " as t join "
                                + sql.stored(QualityTables.LOADS)
                                + " as l on l." + batch + " = t." + batch + " where l." + sql.identifier("pipeline")
                                + " " + relation + " ?",
                        pipeline)
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .filter(name -> name.startsWith(star))
                .map(name -> name.substring(star.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long others(String pipeline) throws SQLException {
        return session.number(
                "select count(*) from " + sql.stored(QualityTables.LOADS) + " where " + sql.identifier("pipeline")
                        + " <> ?",
                pipeline);
    }
}
