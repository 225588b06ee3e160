package dev.starbeam.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One connection, statement by statement. Values are bound, never written into the SQL. For one thread. */
public class SqlSession {
    private final Connection connection;
    private final StatementObserver observer;

    public SqlSession(Connection connection, StatementObserver observer) {
        this.connection = connection;
        this.observer = observer;
    }

    /** What is done in one transaction. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** All of {@code work} or nothing of it. */
    public <T> T transact(Work<T> work) throws SQLException {
        execute("begin transaction");
        try {
            T result = work.run();
            commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    private void commit() throws SQLException {
        try {
            execute("commit");
        } catch (SQLException e) {
            throw new FailedCommit(e);
        }
    }

    public void execute(String sql) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
        }
    }

    /** Runs a statement that changes rows, and says how many. */
    public long update(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            return statement.executeLargeUpdate();
        }
    }

    /**
     * Runs a MERGE that updates and inserts.
     *
     * @param countUpdated asks how many it will update, for drivers that tell the sum only
     */
    public MergeCounts merge(String countUpdated, String merge, @Nullable Object... values) throws SQLException {
        long replaced = number(countUpdated);
        return new MergeCounts(update(merge, values) - replaced, replaced);
    }

    /** Runs the statement once for each row of values. */
    public void updateEach(String sql, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = prepare(sql)) {
            insertEach(statement, rows);
        }
    }

    /** The number that the query returns. */
    public long number(String sql, @Nullable Object... values) throws SQLException {
        return asLong(query(sql, values).get(0).get(0));
    }

    /** A value that a query returned, as a number; no two drivers return the same class. */
    public static long asLong(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("the warehouse returned " + value + " for a number");
    }

    /** Every row; for small answers. */
    public List<List<@Nullable Object>> query(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            try (ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
    }

    /** Reads a column of numbers as they come, without keeping them. */
    public void forEachNumber(String sql, LongConsumer numbers) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                numbers.accept(result.getLong(1));
            }
        }
    }

    /** What is made of an answer while it is being read. */
    public interface Answer {
        void read(ResultSet rows) throws SQLException;
    }

    /** For answers of any size. */
    public void stream(String sql, Answer answer) throws SQLException {
        try (PreparedStatement statement = prepare(sql);
                ResultSet rows = statement.executeQuery()) {
            answer.read(rows);
        }
    }

    /** A statement about to run. */
    protected PreparedStatement prepare(String sql) throws SQLException {
        observer.before(sql);
        return connection.prepareStatement(sql);
    }

    /** A value as the driver takes it. */
    protected @Nullable Object bindable(@Nullable Object value) {
        return value;
    }

    /** Row by row, for drivers whose batches begin transactions of their own. */
    protected void insertEach(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            bind(statement, row);
            statement.executeUpdate();
        }
    }

    protected final void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, bindable(values[i]));
        }
    }

    protected static List<List<@Nullable Object>> rows(ResultSet result) throws SQLException {
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

    /** A warehouse may roll back by itself when a commit fails, so that there may be nothing left to roll back. */
    private void rollback(Exception cause) {
        try {
            execute("rollback");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
