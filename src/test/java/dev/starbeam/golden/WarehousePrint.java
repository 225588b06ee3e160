package dev.starbeam.golden;

import dev.starbeam.ResultRows;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fingerprints of all tables and views of a DuckDB file.
 *
 * <p>A checksum adds up the MD5 of each row's text, 64 bits twice, so that the order doesn't matter and repeated rows
 * count. The texts are unambiguous, and MD5 is the same in every version of DuckDB.
 */
public final class WarehousePrint implements AutoCloseable {
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

    private final Connection connection;

    private WarehousePrint(Connection connection) {
        this.connection = connection;
    }

    static WarehousePrint open(Path file) throws SQLException {
        WarehousePrint opened = new WarehousePrint(DriverManager.getConnection("jdbc:duckdb:"));
        try (Statement statement = opened.connection.createStatement()) {
            statement.execute("ATTACH '" + file + "' AS printed (READ_ONLY)");
            statement.execute("USE printed");
        }
        return opened;
    }

    /** Everything, with a checksum for each column. */
    public static Map<String, TablePrint> of(Path file) throws SQLException {
        Map<String, TablePrint> tables = new TreeMap<>();
        try (WarehousePrint warehouse = open(file)) {
            for (String table : warehouse.tables()) {
                tables.put(table, warehouse.whole(table));
            }
        }
        return tables;
    }

    /** Tables and views as {@code schema.name}, sorted. */
    List<String> tables() throws SQLException {
        return rows("SELECT table_schema || '.' || table_name FROM information_schema.tables"
                        + " WHERE table_catalog = 'printed' ORDER BY 1")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** With a checksum for each column, which costs a pass over each. */
    TablePrint whole(String table) throws SQLException {
        TablePrint brief = brief(table);
        Map<String, String> columns = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : brief.columns().entrySet()) {
            boolean hidden = ColumnMask.hides(schema(table), column.getKey());
            columns.put(
                    column.getKey(), column.getValue() + " " + (hidden ? "hidden" : checksum(table, column.getKey())));
        }
        return new TablePrint(brief.rows(), brief.checksum(), columns);
    }

    /** With the types of the columns, but no checksum for each. */
    TablePrint brief(String table) throws SQLException {
        Map<String, String> types = types(table);
        String row = types.keySet().stream()
                .filter(column -> !ColumnMask.hides(schema(table), column))
                .map(ColumnMask::text)
                .collect(Collectors.joining(" || "));
        List<String> sums = rows("SELECT count(*), sum(md5_number_upper(x)), sum(md5_number_lower(x)) FROM (SELECT "
                        + row + " AS x FROM " + table + ")")
                .get(0);
        return new TablePrint(Long.parseLong(sums.get(0)), hex(sums.get(1)) + hex(sums.get(2)), types);
    }

    /** Each distinct value is hashed once, and counts as often as it occurs. */
    private String checksum(String table, String column) throws SQLException {
        return hex(rows("SELECT sum(md5_number_lower(x)::HUGEINT * n) FROM (SELECT " + ColumnMask.text(column)
                        + " AS x, count(*) AS n FROM " + table + " GROUP BY ALL)")
                .get(0)
                .get(0));
    }

    private Map<String, String> types(String table) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        rows("SELECT column_name, data_type FROM information_schema.columns WHERE table_catalog = 'printed'"
                        + " AND table_schema || '.' || table_name = '" + table + "' ORDER BY ordinal_position")
                .forEach(row -> types.put(row.get(0), row.get(1)));
        return types;
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return ResultRows.of(result);
        }
    }

    private static String hex(String sum) {
        BigInteger number = sum.equals("null") ? BigInteger.ZERO : new BigInteger(sum);
        return String.format("%016x", number.mod(TWO_64));
    }

    private static String schema(String table) {
        return table.substring(0, table.indexOf('.'));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
