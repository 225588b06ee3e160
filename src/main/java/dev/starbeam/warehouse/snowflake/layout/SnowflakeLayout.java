package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.ddl.TableDdl;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import dev.starbeam.warehouse.snowflake.stage.WorkTables;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes tables what their specs say, without losing a row: creates them, adds columns, widens numbers. In Snowflake each
 * of these statements commits by itself and may be repeated, so all run before the transaction; a run that dies between
 * leaves wider tables and no row.
 */
public final class SnowflakeLayout {
    private static final List<String> CATALOGUE = List.of(
            "table_schema",
            "table_name",
            "column_name",
            "data_type",
            "numeric_precision",
            "numeric_scale",
            "is_nullable",
            "comment");

    private final SqlDialect sql;
    private final TableDdl ddl;
    private final Map<String, Map<String, SnowflakeColumn>> published;
    private final KeyMigration keys;
    private final Set<String> made = new HashSet<>();
    private final List<String> changes = new ArrayList<>();

    private SnowflakeLayout(
            SnowflakeDdl dialect, Map<String, Map<String, SnowflakeColumn>> published, KeyMigration keys) {
        this.sql = dialect;
        this.ddl = new TableDdl(dialect);
        this.published = published;
        this.keys = keys;
    }

    /**
     * The statements that make the tables what they should be, in order; none when they are.
     *
     * @throws IncompatibleTableException when a published column can't hold the declared values
     */
    public static List<String> changes(SnowflakeSession session, SnowflakeDdl dialect, List<TableSpec> tables)
            throws SQLException {
        Map<String, Map<String, SnowflakeColumn>> catalogue = catalogue(session, schemasOf(dialect, tables));
        KeyMigration keys = KeyMigration.of(session, dialect, tables, catalogue.keySet());
        SnowflakeLayout layout = new SnowflakeLayout(dialect, catalogue, keys);
        layout.schemas(tables, schemata(session));
        tables.stream()
                .sorted(Comparator.comparing(SnowflakeLayout::refersToOthers))
                .forEach(layout::ensure);
        return layout.changes;
    }

    /**
     * Makes the tables what they should be.
     *
     * @throws WarehouseException when a published column can't hold the declared values
     */
    public static void apply(SnowflakeSession session, SnowflakeDdl dialect, List<TableSpec> tables)
            throws SQLException {
        for (String change : changes(session, dialect, tables)) {
            try {
                session.execute(change);
            } catch (SQLException e) {
                if (!KeyMigration.goesOnAfter(change, e)) {
                    throw e;
                }
            }
        }
    }

    /** Those that others refer to come first. */
    private static boolean refersToOthers(TableSpec table) {
        return table.columns().stream().anyMatch(column -> column.dimension() != null);
    }

    /** Where the tables are, or were before they became views or stopped being views; as the catalogue writes it. */
    private static Set<String> schemasOf(SqlDialect sql, List<TableSpec> tables) {
        Set<String> schemas = new LinkedHashSet<>();
        schemas.add(sql.catalogued(TableSpec.DATA_SCHEMA));
        tables.forEach(table -> schemas.add(sql.catalogued(table.schema())));
        return schemas;
    }

    /** Of these schemas only: of a whole large database Snowflake doesn't answer. */
    private static Map<String, Map<String, SnowflakeColumn>> catalogue(SnowflakeSession session, Set<String> schemas)
            throws SQLException {
        Map<String, Map<String, SnowflakeColumn>> tables = new LinkedHashMap<>();
        List<List<@Nullable Object>> rows = session.query(
                "select " + String.join(", ", CATALOGUE)
                        + " from information_schema.columns where table_catalog = current_database()"
                        + " and table_schema in (" + String.join(", ", Collections.nCopies(schemas.size(), "?"))
                        + ") order by table_schema, table_name, ordinal_position",
                schemas.toArray());
        for (List<@Nullable Object> row : rows) {
            SnowflakeColumn column = SnowflakeColumn.of(row.subList(2, row.size()));
            tables.computeIfAbsent(row.get(0) + "." + row.get(1), table -> new LinkedHashMap<>())
                    .put(column.name(), column);
        }
        return tables;
    }

    /**
     * The schemas that are there. Whoever may not create schemas is refused {@code create schema if not exists}, too,
     * even where there is nothing to create.
     */
    static Set<String> schemata(SnowflakeSession session) throws SQLException {
        return session
                .query("select schema_name from information_schema.schemata where catalog_name = current_database()")
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.toSet());
    }

    private void schemas(List<TableSpec> tables, Set<String> there) {
        Set<String> wanted = new LinkedHashSet<>();
        wanted.add(WorkTables.SCHEMA);
        for (TableSpec table : tables) {
            wanted.add(table.schema());
            wanted.add(sql.storedSchema(table));
        }
        for (String schema : wanted) {
            if (!there.contains(sql.catalogued(schema))) {
                changes.add("create schema if not exists " + sql.identifier(schema));
            }
        }
    }

    private void ensure(TableSpec table) {
        boolean view = table.materialized() == Materialization.VIEW;
        Map<String, SnowflakeColumn> there = view ? movedIn(table) : movedOut(table);
        if (there == null) {
            changes.add(ddl.create(table.referringTo(this::canBeReferredTo)));
            made.add(table.qualifiedName());
        } else {
            migrate(table, there);
            keys.changes(table, there, this::canBeReferredTo).forEach(change -> alter(table, change));
        }
        if (view && !sameColumns(table)) {
            changes.add(columns(table.schema(), table.name()) == null ? ddl.view(table) : ddl.replacedView(table));
        }
    }

    private boolean canBeReferredTo(TableSpec dimension) {
        Map<String, SnowflakeColumn> there = columns(sql.storedSchema(dimension), dimension.name());
        return made.contains(dimension.qualifiedName()) || there != null && keys.canBeReferredTo(dimension, there);
    }

    /** What is published as a table becomes the table beside the view. */
    private @Nullable Map<String, SnowflakeColumn> movedIn(TableSpec table) {
        Map<String, SnowflakeColumn> beside = columns(TableSpec.DATA_SCHEMA, table.name());
        Map<String, SnowflakeColumn> own = columns(table.schema(), table.name());
        if (beside != null || own == null) {
            return beside;
        }
        changes.add("alter table " + sql.published(table) + " rename to " + sql.stored(table));
        published.remove(key(table.schema(), table.name()));
        published.put(key(TableSpec.DATA_SCHEMA, table.name()), own);
        return own;
    }

    /** What is beside a view takes its place. */
    private @Nullable Map<String, SnowflakeColumn> movedOut(TableSpec table) {
        Map<String, SnowflakeColumn> beside = columns(TableSpec.DATA_SCHEMA, table.name());
        if (beside == null || table.schema().equals(TableSpec.DATA_SCHEMA)) {
            return columns(table.schema(), table.name());
        }
        changes.add("drop view if exists " + sql.published(table));
        changes.add("alter table " + sql.identifier(TableSpec.DATA_SCHEMA) + "." + sql.identifier(table.name())
                + " rename to " + sql.published(table));
        published.put(key(table.schema(), table.name()), beside);
        return beside;
    }

    private String key(String schema, String table) {
        return sql.catalogued(schema) + "." + sql.catalogued(table);
    }

    private @Nullable Map<String, SnowflakeColumn> columns(String schema, String table) {
        return published.get(key(schema, table));
    }

    private boolean sameColumns(TableSpec table) {
        Map<String, SnowflakeColumn> view = columns(table.schema(), table.name());
        List<String> declared = table.columns().stream()
                .map(column -> sql.catalogued(column.name()))
                .toList();
        return view != null && List.copyOf(view.keySet()).equals(declared);
    }

    private void migrate(TableSpec table, Map<String, SnowflakeColumn> there) {
        Set<String> declared = new LinkedHashSet<>();
        for (ColumnSpec column : table.columns()) {
            declared.add(sql.catalogued(column.name()));
            SnowflakeColumn published = there.get(sql.catalogued(column.name()));
            if (published == null) {
                alter(table, "add column " + sql.identifier(column.name()) + " " + sql.type(column.type()));
            } else {
                widen(table, column, published);
            }
            describe(table, column, published);
        }
        for (SnowflakeColumn column : there.values()) {
            if (!column.nullable() && !declared.contains(column.name())) {
                alter(table, "alter column " + SnowflakeSql.quoted(column.name()) + " drop not null");
            }
        }
    }

    private void describe(TableSpec table, ColumnSpec column, @Nullable SnowflakeColumn published) {
        String comment = published == null ? "" : published.comment();
        if (!comment.equals(column.description())) {
            changes.add("comment on column " + sql.stored(table) + "." + sql.identifier(column.name()) + " is "
                    + sql.text(column.description()));
        }
    }

    private void widen(TableSpec table, ColumnSpec column, SnowflakeColumn published) {
        switch (published.fit(column.type())) {
            case HOLDS -> {}
            case CAN_WIDEN ->
                alter(
                        table,
                        "alter column " + sql.identifier(column.name()) + " set data type " + sql.type(column.type()));
            case INCOMPATIBLE -> throw incompatible(table, column, published);
        }
    }

    private IncompatibleTableException incompatible(TableSpec table, ColumnSpec column, SnowflakeColumn published) {
        return new IncompatibleTableException("column \"" + column.name() + "\" of the published table "
                + table.qualifiedName() + " is " + published.typeText() + ", the pipeline declares "
                + sql.type(column.type())
                + ", and Snowflake can't turn one into the other in place. Give the new column another name; or drop"
                + " the published one (alter table " + sql.stored(table) + " drop column "
                + sql.identifier(column.name()) + "), and fill it again with --full-refresh. Nothing was dropped or"
                + " published");
    }

    private void alter(TableSpec table, String change) {
        changes.add("alter table " + sql.stored(table) + " " + change);
    }
}
