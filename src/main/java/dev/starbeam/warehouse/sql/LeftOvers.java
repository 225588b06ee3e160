package dev.starbeam.warehouse.sql;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.table.ColumnSpec;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds what earlier declarations of a pipeline have left. Tables that another pipeline publishes, too, are left alone, and
 * so are marts where there is another pipeline, since marts don't say whose they are.
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

    /** @param declared all tables of the pipeline, with those beside them */
    public List<LeftOver> find(String pipeline, List<TableSpec> declared, List<MartModel> marts) throws SQLException {
        Map<String, Map<String, String>> there = tables();
        if (!there.containsKey(sql.catalogued(QualityTables.SCHEMA))) {
            return List.of();
        }
        Set<String> ours = published(pipeline, "=");
        ours.removeAll(published(pipeline, "<>"));
        Map<String, String> star = there.getOrDefault(sql.catalogued(StarTables.SCHEMA), Map.of());
        Set<String> named = declared.stream()
                .filter(table -> table.schema().equals(StarTables.SCHEMA))
                .map(table -> sql.catalogued(table.name()))
                .collect(Collectors.toSet());
        for (Map.Entry<String, String> table : star.entrySet()) {
            if (ours.contains(table.getKey()) && !named.contains(table.getKey())) {
                add("table", StarTables.SCHEMA, table.getKey(), table.getValue());
            }
        }
        addColumns(declared, ours);
        if (others(pipeline) == 0) {
            Set<String> wanted =
                    marts.stream().map(mart -> sql.catalogued(mart.name())).collect(Collectors.toSet());
            there.getOrDefault(sql.catalogued(MARTS), Map.of()).forEach((mart, type) -> {
                if (!wanted.contains(mart)) {
                    add("mart", MARTS, mart, type);
                }
            });
            addGroups(
                    there.getOrDefault(sql.catalogued(QualityTables.SCHEMA), Map.of())
                            .keySet(),
                    wanted);
        }
        return List.copyOf(found);
    }

    private void add(String kind, String schema, String name, String type) {
        String drop = type.contains("VIEW") ? "drop view " : "drop table ";
        found.add(new LeftOver(kind, schema + "." + name, drop + sql.identifier(schema) + "." + sql.identifier(name)));
    }

    /** What was kept of incremental marts that are gone. */
    private void addGroups(Set<String> quality, Set<String> marts) {
        GroupsTables.byMart(quality).forEach((mart, tables) -> {
            if (!marts.contains(mart)) {
                tables.forEach(table -> add("table", QualityTables.SCHEMA, table, "BASE TABLE"));
            }
        });
    }

    private void addColumns(List<TableSpec> declared, Set<String> ours) throws SQLException {
        Map<String, List<String>> columns = session
                .query(
                        "select table_schema, table_name, column_name from information_schema.columns where"
                                + " table_catalog = current_database() and table_schema in (?, ?) order by 1, 2, 3",
                        sql.catalogued(StarTables.SCHEMA),
                        sql.catalogued(TableSpec.DATA_SCHEMA))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0) + "." + row.get(1),
                        Collectors.mapping(row -> String.valueOf(row.get(2)), Collectors.toList())));
        for (TableSpec table : declared) {
            if (table.schema().equals(StarTables.SCHEMA) && ours.contains(sql.catalogued(table.name()))) {
                Set<String> wanted = table.columns().stream()
                        .map(ColumnSpec::name)
                        .map(sql::catalogued)
                        .collect(Collectors.toSet());
                String stored = sql.catalogued(sql.storedSchema(table)) + "." + sql.catalogued(table.name());
                for (String column : columns.getOrDefault(stored, List.of())) {
                    if (!wanted.contains(column)) {
                        found.add(new LeftOver(
                                "column",
                                table.qualifiedName() + "." + column,
                                "alter table " + sql.stored(table) + " drop column " + sql.identifier(column)));
                    }
                }
            }
        }
    }

    private Map<String, Map<String, String>> tables() throws SQLException {
        Map<String, Map<String, String>> tables = new TreeMap<>();
        for (List<@Nullable Object> row : session.query("select table_schema, table_name, table_type from"
                + " information_schema.tables where table_catalog = current_database()")) {
            tables.computeIfAbsent(String.valueOf(row.get(0)), schema -> new TreeMap<>())
                    .put(String.valueOf(row.get(1)), String.valueOf(row.get(2)));
        }
        return tables;
    }

    /** The tables of the star that batches of a pipeline, or of others, have been merged into, as the catalogue has them. */
    private Set<String> published(String pipeline, String relation) throws SQLException {
        String batch = sql.identifier("batch_id");
        Set<String> names = new HashSet<>();
        session.query(
                        "select distinct t." + sql.identifier("table_name") + " from "
                                + sql.stored(QualityTables.LOAD_TABLES) + " as t join "
                                + sql.stored(QualityTables.LOADS)
                                + " as l on l." + batch + " = t." + batch + " where l." + sql.identifier("pipeline")
                                + " " + relation + " ?",
                        pipeline)
                .forEach(row -> {
                    String name = String.valueOf(row.get(0));
                    if (name.startsWith(StarTables.SCHEMA + ".")) {
                        names.add(sql.catalogued(name.substring(StarTables.SCHEMA.length() + 1)));
                    }
                });
        return names;
    }

    private long others(String pipeline) throws SQLException {
        return session.number(
                "select count(*) from " + sql.stored(QualityTables.LOADS) + " where " + sql.identifier("pipeline")
                        + " <> ?",
                pipeline);
    }
}
