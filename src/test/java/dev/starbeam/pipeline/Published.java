package dev.starbeam.pipeline;

import dev.starbeam.ResultRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a warehouse file holds. */
public final class Published {
    /** Columns that tell of the run and of the place of a row in its file, rather than of the row. */
    static final Set<String> OF_THE_RUN =
            Set.of("_batch_id", "batch_id", "_source_file", "_source_offset", "source_file", "source_offset");

    private static final Set<String> LEDGER = Set.of("runs", "loads", "load_tables", "load_files");

    private Published() {}

    /** Rows as text, columns separated by {@code |}. */
    public static List<String> rows(Path file, String sql) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            return rows(duck, sql);
        }
    }

    static List<String> rows(Connection duck, String sql) throws SQLException {
        try (ResultSet result = duck.createStatement().executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }

    static long count(Path file, String table) throws SQLException {
        return Long.parseLong(rows(file, "select count(*) from " + table).get(0));
    }

    /** Every cell of every table and view, the ledger's too. */
    static Map<String, List<String>> everything(Path file) throws SQLException {
        return contents(file, Set.of(), Set.of());
    }

    /** Every table and view but the ledger, with sorted rows, without the columns that tell of the run. */
    public static Map<String, List<String>> facts(Path file) throws SQLException {
        return contents(file, LEDGER, OF_THE_RUN);
    }

    private static Map<String, List<String>> contents(Path file, Set<String> noTables, Set<String> noColumns)
            throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            for (String table : rows(
                    duck,
                    "select table_schema, table_name from information_schema.tables"
                            + " where table_catalog = current_database()")) {
                String name = table.substring(table.indexOf('|') + 1);
                if (!noTables.contains(name)) {
                    String columns = String.join(
                            ", ",
                            rows(
                                    duck,
                                    "select '\"' || column_name || '\"' from information_schema.columns"
                                            + " where table_catalog = current_database() and table_schema || '|' ||"
                                            + " table_name = '" + table + "' and column_name not in ('"
                                            + String.join("', '", noColumns) + "') order by ordinal_position"));
                    contents.put(
                            table.replace('|', '.'),
                            rows(duck, "select " + columns + " from " + table.replace('|', '.') + " order by all"));
                }
            }
        }
        return contents;
    }
}
