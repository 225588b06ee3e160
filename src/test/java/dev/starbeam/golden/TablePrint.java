package dev.starbeam.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The fingerprint of a table: equal for equal rows in whatever order.
 *
 * @param rows how many
 * @param checksum of the whole rows
 * @param columns each column's type and checksum, in the table's order; a hidden column has a type alone
 */
public record TablePrint(long rows, String checksum, Map<String, String> columns) {
    private static final String INDENT = "    ";

    /** Lines to read and to compare: the table, then its columns. */
    static String write(Map<String, TablePrint> tables) {
        StringBuilder text = new StringBuilder();
        tables.forEach((name, table) -> {
            text.append(name)
                    .append(' ')
                    .append(table.rows)
                    .append(" rows ")
                    .append(table.checksum)
                    .append('\n');
            table.columns.forEach((column, print) ->
                    text.append(INDENT).append(column).append(' ').append(print).append('\n'));
        });
        return text.toString();
    }

    /** Reads what {@link #write} wrote. */
    static Map<String, TablePrint> read(List<String> lines) {
        Map<String, TablePrint> tables = new LinkedHashMap<>();
        Map<String, String> columns = Map.of();
        for (String line : lines) {
            String[] words = line.strip().split(" ", 2);
            if (line.startsWith(INDENT)) {
                columns.put(words[0], words[1]);
            } else {
                columns = new LinkedHashMap<>();
                String[] rest = words[1].split(" ", -1);
                tables.put(words[0], new TablePrint(Long.parseLong(rest[0]), rest[2], columns));
            }
        }
        return tables;
    }

    /** One sentence for each table that differs. */
    static List<String> differences(Map<String, TablePrint> expected, Map<String, TablePrint> actual) {
        List<String> differences = new ArrayList<>();
        expected.forEach((name, table) -> {
            if (!actual.containsKey(name)) {
                differences.add(name + " is missing");
            } else if (!table.equals(actual.get(name))) {
                differences.add(name + " differs" + table.against(actual.get(name)));
            }
        });
        actual.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> differences.add(name + " was not expected"));
        return differences;
    }

    private String against(TablePrint actual) {
        StringBuilder text = new StringBuilder();
        if (rows != actual.rows) {
            text.append(": ").append(actual.rows).append(" rows, expected ").append(rows);
        }
        append(text, "columns that are missing", columns, actual.columns, false);
        append(text, "columns that were not expected", actual.columns, columns, false);
        append(text, "columns that differ", columns, actual.columns, true);
        if (columns.equals(actual.columns)) {
            List<String> order = List.copyOf(columns.keySet());
            boolean moved = !order.equals(List.copyOf(actual.columns.keySet()));
            text.append(moved ? "; its columns stand in another order" : "; values of each column stand in other rows");
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, String what, Map<String, String> some, Map<String, String> others, boolean both) {
        String names = some.entrySet().stream()
                .filter(column -> others.containsKey(column.getKey()) == both
                        && !Objects.equals(column.getValue(), others.get(column.getKey())))
                .map(column -> both ? changed(column.getKey(), column.getValue(), others) : column.getKey())
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            text.append("; ").append(what).append(": ").append(names);
        }
    }

    private static String changed(String column, String before, Map<String, String> others) {
        return column + " (" + before + " → " + others.get(column) + ")";
    }
}
