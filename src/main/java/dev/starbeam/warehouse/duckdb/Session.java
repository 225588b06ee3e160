package dev.starbeam.warehouse.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection, statement by statement. Values are bound, never written into the SQL. */
final class Session {
    private final Connection connection;
    private final StatementObserver observer;

    Session(Connection connection, StatementObserver observer) {
        this.connection = connection;
        this.observer = observer;
    }

    /** What is done in one transaction. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** All of {@code work} or nothing of it. */
    <T> T transact(Work<T> work) throws SQLException {
        execute("begin transaction");
        try {
            T result = work.run();
            execute("commit");
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    void execute(String sql) throws SQLException {
        observer.before(sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    /** Runs a statement that changes rows, and says how many. */
    long update(String sql, @Nullable Object... values) throws SQLException {
        observer.before(sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            return statement.executeLargeUpdate();
        }
    }

    /** Runs the statement once for each row of values. */
    void updateEach(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        observer.before(sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                bind(statement, row);
                // The driver's executeBatch begins a transaction of its own, within which ours would be an error.
                statement.executeUpdate();
            }
        }
    }

    /** The number that the query returns. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        return (Long) query(sql, values).get(0).get(0);
    }

    /** Every row; for small answers. */
    List<List<@Nullable Object>> query(String sql, @Nullable Object... values) throws SQLException {
        observer.before(sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    private static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** DuckDB rolls back by itself when a commit fails, so that there may be nothing left to roll back. */
    private void rollback(Exception cause) {
        try {
            execute("rollback");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
