package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What {@link TableLayout} would do: it does it, and takes it back. */
final class PlannedLayout {
    private PlannedLayout() {}

    static List<String> changes(Connection connection, List<TableSpec> tables) throws SQLException {
        Set<String> there = relations(connection);
        List<String> changes = new ArrayList<>();
        SqlSession session = new SqlSession(connection, sql -> {
            if (isChange(sql, there)) {
                changes.add(sql);
            }
        });
        session.execute("begin transaction");
        try {
            TableLayout layout = new TableLayout(session);
            for (TableSpec table : tables) {
                layout.ensure(table);
            }
        } finally {
            session.execute("rollback");
        }
        return List.copyOf(changes);
    }

    private static Set<String> relations(Connection connection) throws SQLException {
        Set<String> relations = new HashSet<>();
        new SqlSession(connection, StatementObserver.NONE)
                .query("select table_schema, table_name from information_schema.tables"
                        + " where table_catalog = current_database()")
                .forEach(row -> relations.add(
                        DuckDbSql.name(String.valueOf(row.get(0))) + "." + DuckDbSql.name(String.valueOf(row.get(1)))));
        return relations;
    }

    /** CREATE IF NOT EXISTS, and a view that is there already, change nothing. */
    private static boolean isChange(String sql, Set<String> there) {
        String create = "create table if not exists ";
        String view = "create or replace view ";
        if (sql.startsWith(create)) {
            return there.stream().noneMatch(name -> sql.startsWith(create + name + " "));
        }
        if (sql.startsWith(view)) {
            return there.stream().noneMatch(name -> sql.startsWith(view + name + " "));
        }
        return sql.matches("(?is)(alter|drop|comment|insert|update|delete) .*");
    }
}
