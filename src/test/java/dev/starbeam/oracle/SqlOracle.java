package dev.starbeam.oracle;

import dev.starbeam.ResultRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pipeline's expected tables, computed by DuckDB from the same files with {@code oracle/<pipeline>.sql}. */
public final class SqlOracle implements AutoCloseable {
    private final Connection connection;

    private SqlOracle(Connection connection) {
        this.connection = connection;
    }

    /** Computes the schema {@code expected} in a database in memory. */
    public static SqlOracle of(String pipeline, Path raw) throws SQLException, IOException {
        SqlOracle oracle = new SqlOracle(DriverManager.getConnection("jdbc:duckdb:"));
        Path script = Path.of("src/test/resources/oracle", pipeline + ".sql");
        oracle.execute(Files.readString(script, StandardCharsets.UTF_8).replace("${raw}", raw.toString()));
        return oracle;
    }

    public Connection connection() {
        return connection;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0));
    }

    /** Rows as text, columns separated by {@code |}, NULL as {@code null}. */
    public List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }

    /** A table of names and numbers. */
    public Map<String, Long> numbers(String sql) throws SQLException {
        Map<String, Long> numbers = new TreeMap<>();
        for (String row : rows(sql)) {
            int bar = row.lastIndexOf('|');
            numbers.put(row.substring(0, bar), Long.valueOf(row.substring(bar + 1)));
        }
        return numbers;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
