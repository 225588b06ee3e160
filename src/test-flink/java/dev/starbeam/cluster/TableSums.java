package dev.starbeam.cluster;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows and a checksum of each table in a DuckDB file, whatever the order of its rows; names in lower case. */
final class TableSums {
    /** They tell when a run was. */
    private static final Set<String> OF_THE_RUN = Set.of("quality.runs", "quality.loads");

    private static final String TABLES = """
            select table_schema, table_name, string_agg('coalesce("' || column_name || '"::varchar, ''~'')', ', '
                order by ordinal_position)
            from information_schema.columns
            where table_catalog = current_database() and table_schema not in ('standin_catalogue', 'information_schema')
            group by all""";

    private TableSums() {}

    static Map<String, String> of(Path file) throws SQLException {
        Map<String, String> sums = new TreeMap<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = duck.createStatement()) {
            for (List<String> table : rows(statement, TABLES, 3)) {
                String name = (table.get(0) + "." + table.get(1)).toLowerCase(Locale.ROOT);
                if (!OF_THE_RUN.contains(name)) {
                    sums.put(name, sum(statement, table));
                }
            }
        }
        return sums;
    }

    private static String sum(Statement statement, List<String> table) throws SQLException {
        String sql = "select count(*), sum(hash(concat_ws('|', " + table.get(2) + "))::hugeint) from \"" + table.get(0)
                + "\".\"" + table.get(1) + "\"";
        return String.join(" rows, ", rows(statement, sql, 2).get(0));
    }

    private static List<List<String>> rows(Statement statement, String sql, int columns) throws SQLException {
        List<List<String>> rows = new java.util.ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new java.util.ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
