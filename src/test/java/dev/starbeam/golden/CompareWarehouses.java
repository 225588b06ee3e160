package dev.starbeam.golden;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares all tables of two DuckDB files but for what tells of one run, whatever the order of their rows. Ends with 0
 * when they are equal, with 1 when they differ, after saying which tables and columns do.
 */
public final class CompareWarehouses {
    private CompareWarehouses() {}

    public static void main(String[] files) throws SQLException {
        if (files.length != 2) {
            System.err.println("Usage: bench/compare A.duckdb B.duckdb");
            System.exit(2);
        }
        List<String> differences = new ArrayList<>();
        int compared = compare(Path.of(files[0]), Path.of(files[1]), differences);
        differences.forEach(System.out::println);
        System.out.printf("%d tables compared, %d differ%n", compared, differences.size());
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    /** Adds a sentence for each table that differs; returns how many tables there are in all. */
    static int compare(Path expected, Path actual, List<String> differences) throws SQLException {
        try (WarehousePrint before = WarehousePrint.open(expected);
                WarehousePrint after = WarehousePrint.open(actual)) {
            Set<String> mine = Set.copyOf(before.tables());
            Set<String> others = Set.copyOf(after.tables());
            TreeSet<String> tables = new TreeSet<>(mine);
            tables.addAll(others);
            for (String table : tables) {
                if (!mine.contains(table)) {
                    differences.add(table + " was not expected");
                } else if (!others.contains(table)) {
                    differences.add(table + " is missing");
                } else if (!before.brief(table).equals(after.brief(table))) {
                    // Columns are looked at one by one only where rows differ.
                    differences.addAll(TablePrint.differences(
                            Map.of(table, before.whole(table)), Map.of(table, after.whole(table))));
                }
            }
            return tables.size();
        }
    }
}
