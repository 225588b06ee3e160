package dev.starbeam.fuzz;

import dev.starbeam.ResultRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tables of a case hold, told short. */
final class TableHashes {
    private TableHashes() {}

    /** Table to the number of its rows and a hash of them all; nothing where there is no warehouse yet. */
    static Map<String, String> of(Path directory) throws SQLException {
        Map<String, String> hashes = new TreeMap<>();
        Path file = directory.resolve("warehouse.duckdb");
        if (Files.exists(file)) {
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
                for (String table : rows(
                        duck,
                        "select '\"' || table_schema || '\".\"' || table_name || '\"' from information_schema.tables"
                                + " where table_catalog = current_database()")) {
                    hashes.put(
                            table,
                            rows(duck, "select count(*), bit_xor(hash(t)) from " + table + " t")
                                    .get(0));
                }
            }
        }
        return hashes;
    }

    private static List<String> rows(Connection duck, String sql) throws SQLException {
        try (ResultSet result = duck.createStatement().executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }
}
