package dev.starbeam.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a DuckDB file holds, cell by cell. */
public final class Contents {
    private Contents() {}

    /** Every table and view with its sorted rows. */
    public static Map<String, List<List<String>>> of(Path file) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return of(duck);
        }
    }

    /** Every table and view with its sorted rows. */
    public static Map<String, List<List<String>>> of(Connection duck) throws SQLException {
        Map<String, List<List<String>>> tables = new TreeMap<>();
        for (List<String> table : query(
                duck,
                "select table_schema, table_name, table_type from information_schema.tables"
                        + " where table_catalog = current_database() and table_schema <> 'standin_catalogue'")) {
            String name = '"' + table.get(0) + "\".\"" + table.get(1).replace("\"", "\"\"") + '"';
            tables.put(table.get(2) + " " + name, query(duck, "select * from " + name + " order by all"));
        }
        return tables;
    }

    public static List<List<String>> query(Path file, String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return query(duck, sql);
        }
    }

    public static List<List<String>> query(Connection duck, String sql) throws SQLException {
        try (ResultSet result = duck.createStatement().executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
