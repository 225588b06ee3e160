package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Two DuckDB warehouses side by side; rows are compared as multisets, so their order does not matter. */
public final class WarehouseComparison implements AutoCloseable {
    /** When a run happened and how long it took; everything else must be the same. */
    private static final Set<String> RUN_TIME = Set.of("started_at", "finished_at", "published_at", "marts_built_at");

    private final Connection connection;

    private WarehouseComparison(Connection connection) {
        this.connection = connection;
    }

    public static WarehouseComparison of(Path left, Path right) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("attach '" + left + "' as l (read_only)");
            statement.execute("attach '" + right + "' as r (read_only)");
        }
        return new WarehouseComparison(connection);
    }

    /** Every table and view of either, as {@code schema.name}. */
    List<String> tables() throws SQLException {
        return strings("select distinct table_schema || '.' || table_name from information_schema.tables"
                + " where table_catalog in ('l', 'r') order by 1");
    }

    public long rows(String table) throws SQLException {
        return Long.parseLong(strings("select count(*) from l." + table).get(0));
    }

    /** Fails with some of the rows that only one side has. */
    public void requireSame() throws SQLException {
        for (String table : tables()) {
            assertThat(differences(table)).as(table).isEmpty();
        }
    }

    private List<String> differences(String table) throws SQLException {
        List<String> columns = columns("l", table);
        if (!columns.equals(columns("r", table))) {
            return List.of("columns " + columns + " and " + columns("r", table));
        }
        StringJoiner compared = new StringJoiner(", ");
        columns.stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .filter(column -> !RUN_TIME.contains(column))
                .forEach(column -> compared.add('"' + column + '"'));
        List<String> differences = new ArrayList<>();
        differences.addAll(onlyIn("l", "r", table, compared.toString()));
        differences.addAll(onlyIn("r", "l", table, compared.toString()));
        return differences;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<String> columns(String side, String table) throws SQLException {
        int dot = table.indexOf('.');
        return strings("select column_name || ' ' || data_type from information_schema.columns where table_catalog = '"
                + side + "' and table_schema = '" + table.substring(0, dot) + "' and table_name = '"
                + table.substring(dot + 1) + "' order by ordinal_position");
    }

    private List<String> onlyIn(String side, String other, String table, String columns) throws SQLException {
        return strings("select '" + side + ": ' || odd::varchar from (select " + columns + " from " + side + "." + table
                + " except all select " + columns + " from " + other + "." + table + ") odd limit 3");
    }

    private List<String> strings(String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                strings.add(result.getString(1));
            }
        }
        return strings;
    }
}
