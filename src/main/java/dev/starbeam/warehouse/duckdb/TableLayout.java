package dev.starbeam.warehouse.duckdb;

import static dev.starbeam.warehouse.duckdb.DuckDbSql.name;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.names;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.published;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.stored;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.storedSchema;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.text;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.type;

import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Makes a table what its spec says, without losing a row: creates it, adds columns, widens decimals, turns a table into
 * a view over one and back. A type that can't hold the published values is an error.
 *
 * <p>No primary key is declared: DuckDB's unique index slows loading and refuses to replace a row within one
 * transaction. Publishing proves keys instead.
 */
final class TableLayout {
    private final SqlSession session;

    TableLayout(SqlSession session) {
        this.session = session;
    }

    void ensure(TableSpec table) throws SQLException {
        session.execute("create schema if not exists " + name(storedSchema(table)));
        session.execute("create schema if not exists " + name(table.schema()));
        boolean view = table.materialized() == Materialization.VIEW;
        if (view) {
            move(table, table.schema(), DuckDbSql.DATA_SCHEMA);
        } else {
            dropView(table);
            move(table, DuckDbSql.DATA_SCHEMA, table.schema());
        }
        create(table);
        migrate(table, publishedColumns(storedSchema(table), table.name()));
        if (view && !isShown(table)) {
            session.execute("create or replace view " + published(table) + " as select " + names(columnNames(table))
                    + " from " + stored(table));
        }
        describe(table);
    }

    /** Whether the view has the declared columns, of the types that the table has by now. */
    private boolean isShown(TableSpec table) throws SQLException {
        Map<String, PublishedColumn> held = publishedColumns(storedSchema(table), table.name());
        List<List<String>> wanted = table.columns().stream()
                .map(column -> Objects.requireNonNull(held.get(column.name())))
                .map(column -> List.of(column.name(), column.type()))
                .toList();
        String sql = "select column_name, data_type from duckdb_columns() where database_name = current_database()"
                + " and schema_name = ? and table_name = ? order by column_index";
        return session.query(sql, table.schema(), table.name()).equals(wanted);
    }

    private static List<String> columnNames(TableSpec table) {
        return table.columns().stream().map(ColumnSpec::name).toList();
    }

    private void create(TableSpec table) throws SQLException {
        String columns = table.columns().stream().map(TableLayout::definition).collect(Collectors.joining(", "));
        session.execute("create table if not exists " + stored(table) + " (" + columns + ")");
    }

    private static String definition(ColumnSpec column) {
        return name(column.name()) + " " + type(column.type()) + (column.zeroByDefault() ? " default 0" : "")
                + (column.nullable() ? "" : " not null")
                + (column.nonNegative() ? " check (" + name(column.name()) + " >= 0)" : "");
    }

    /** Moves a table that is held where the spec no longer wants it. */
    private void move(TableSpec table, String from, String to) throws SQLException {
        List<String> held = List.copyOf(publishedColumns(from, table.name()).keySet());
        if (held.isEmpty() || !publishedColumns(to, table.name()).isEmpty()) {
            return;
        }
        String old = name(from) + "." + name(table.name());
        create(table);
        migrate(table, publishedColumns(to, table.name()));
        List<String> kept = columnNames(table).stream().filter(held::contains).toList();
        session.update(
                "insert into " + stored(table) + " (" + names(kept) + ") select " + names(kept) + " from " + old);
        session.execute("drop table " + old);
    }

    private void migrate(TableSpec table, Map<String, PublishedColumn> published) throws SQLException {
        for (ColumnSpec column : table.columns()) {
            PublishedColumn there = published.get(column.name());
            if (there == null) {
                alter(table, "add column " + name(column.name()) + " " + type(column.type()));
            } else {
                widen(table, column, there);
            }
        }
        for (PublishedColumn column : published.values()) {
            if (!column.nullable() && !columnNames(table).contains(column.name())) {
                alter(table, "alter column " + name(column.name()) + " drop not null");
            }
        }
    }

    private void widen(TableSpec table, ColumnSpec column, PublishedColumn published) throws SQLException {
        switch (published.fit(column.type())) {
            case HOLDS -> {}
            case CAN_WIDEN ->
                alter(table, "alter column " + name(column.name()) + " set data type " + type(column.type()));
            case INCOMPATIBLE ->
                throw new IncompatibleTableException("column \"" + column.name() + "\" of the published table "
                        + table.qualifiedName() + " is " + published.type() + ", the pipeline declares "
                        + type(column.type())
                        + ". Give the new column another name, or convert the published one: alter"
                        + " table " + stored(table) + " alter column " + name(column.name()) + " set data type "
                        + type(column.type()) + ". Nothing was dropped or published");
        }
    }

    private void alter(TableSpec table, String change) throws SQLException {
        session.execute("alter table " + stored(table) + " " + change);
    }

    private void dropView(TableSpec table) throws SQLException {
        String sql = "select view_name from duckdb_views() where database_name = current_database()"
                + " and schema_name = ? and view_name = ?";
        if (!session.query(sql, table.schema(), table.name()).isEmpty()) {
            session.execute("drop view " + published(table));
        }
    }

    private Map<String, PublishedColumn> publishedColumns(String schema, String table) throws SQLException {
        Map<String, PublishedColumn> columns = new LinkedHashMap<>();
        String sql = "select c.column_name, c.data_type, c.is_nullable, c.comment from duckdb_columns() c"
                + " join duckdb_tables() t on t.table_oid = c.table_oid and t.database_oid = c.database_oid"
                + " where t.database_name = current_database() and t.schema_name = ? and t.table_name = ?"
                + " order by c.column_index";
        session.query(sql, schema, table).stream()
                .map(PublishedColumn::of)
                .forEach(column -> columns.put(column.name(), column));
        return columns;
    }

    private void describe(TableSpec table) throws SQLException {
        Map<String, PublishedColumn> published = publishedColumns(storedSchema(table), table.name());
        for (ColumnSpec column : table.columns()) {
            PublishedColumn there = published.get(column.name());
            if (there != null && !column.description().equals(there.comment())) {
                session.execute("comment on column " + stored(table) + "." + name(column.name()) + " is "
                        + text(column.description()));
            }
        }
        if (!table.description().isEmpty() && !isDescribed(table)) {
            String kind = table.materialized() == Materialization.VIEW ? "view " : "table ";
            session.execute("comment on " + kind + published(table) + " is " + text(table.description()));
        }
    }

    private boolean isDescribed(TableSpec table) throws SQLException {
        String sql =
                "select 1 from (select database_name, schema_name, table_name, comment from duckdb_tables() union all"
                        + " select database_name, schema_name, view_name, comment from duckdb_views()) where database_name ="
                        + " current_database() and schema_name = ? and table_name = ? and comment = ?";
        return !session.query(sql, table.schema(), table.name(), table.description())
                .isEmpty();
    }
}
