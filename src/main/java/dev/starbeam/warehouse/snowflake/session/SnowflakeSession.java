package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.ComputeModel;
import dev.starbeam.warehouse.sql.MergeCounts;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import net.snowflake.client.api.statement.SnowflakeStatement;
import org.jspecify.annotations.Nullable;

/** A signed-in session. Every statement carries a query tag; each step runs on the warehouse meant for it. */
public final class SnowflakeSession extends SqlSession implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final Connection connection;
    private final StatementObserver observer;
    private final SnowflakeCompute compute;
    private final Supplier<QueryTag> tag;
    private SnowflakeStep step = SnowflakeStep.LEDGER;
    private @Nullable ComputeModel current;

    SnowflakeSession(
            Connection connection, StatementObserver observer, SnowflakeCompute compute, Supplier<QueryTag> tag) {
        super(connection, observer);
        this.connection = connection;
        this.observer = observer;
        this.compute = compute;
        this.tag = tag;
    }

    /** From now on statements are of this step, and run on its warehouse, which resumes by itself. */
    public void enter(SnowflakeStep next) throws SQLException {
        step = next;
        ComputeModel wanted = compute.begin(next);
        ComputeModel before = current;
        if (before == null || !before.warehouse().equals(wanted.warehouse())) {
            if (before != null) {
                suspend(before);
            }
            execute("use warehouse " + SnowflakeSql.name(wanted.warehouse()));
            current = wanted;
        }
    }

    /** Nothing more is to be computed for a while. */
    public void rest() throws SQLException {
        compute.rest();
        ComputeModel last = current;
        if (last != null && last.suspendAfterStep()) {
            suspend(last);
            current = null;
        }
    }

    /**
     * A warehouse that isn't to idle until it suspends itself is suspended as soon as its work is done. One that has
     * computed nothing, or that suspended itself in the meantime, refuses.
     */
    private void suspend(ComputeModel used) throws SQLException {
        if (used.suspendAfterStep()) {
            try {
                execute("alter warehouse " + SnowflakeSql.name(used.warehouse()) + " suspend");
            } catch (SQLException e) {
                if (!SnowflakeFaults.isSuspendedAlready(e)) {
                    throw e;
                }
            }
        }
    }

    /** Without a prepared statement, which the driver would have described first. */
    @Override
    public void execute(String sql) throws SQLException {
        observer.before(sql);
        try (Statement statement = connection.createStatement()) {
            tagged(statement).execute(sql);
        }
    }

    /** What SHOW or LIST answers: rows, each by the names of its columns. Neither computes anything, or can be prepared. */
    public List<Map<String, @Nullable Object>> show(String sql) throws SQLException {
        observer.before(sql);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet answer = tagged(statement).executeQuery(sql)) {
            while (answer.next()) {
                rows.add(row(answer));
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(ResultSet answer) throws SQLException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
            row.put(answer.getMetaData().getColumnName(i), answer.getObject(i));
        }
        return row;
    }

    /** Its answer has a column for each action that it may take, so nothing need be asked before. */
    @Override
    public MergeCounts merge(String countUpdated, String sql, @Nullable Object... values) throws SQLException {
        long inserted = 0;
        long updated = 0;
        try (PreparedStatement statement = prepare(sql)) {
            bind(statement, values);
            ResultSet answer = statement.executeQuery();
            answer.next();
            for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                String name = answer.getMetaData().getColumnName(i);
                inserted += name.endsWith("inserted") ? answer.getLong(i) : 0;
                updated += name.endsWith("updated") ? answer.getLong(i) : 0;
            }
        }
        return new MergeCounts(inserted, updated);
    }

    @Override
    protected PreparedStatement prepare(String sql) throws SQLException {
        return tagged(super.prepare(sql));
    }

    private <S extends Statement> S tagged(S statement) throws SQLException {
        statement
                .unwrap(SnowflakeStatement.class)
                .setParameter("QUERY_TAG", tag.get().of(step));
        return statement;
    }

    /** As text, which no setting of the session or the driver shifts by a time zone. */
    @Override
    protected @Nullable Object bindable(@Nullable Object value) {
        return value instanceof LocalDateTime time ? TIME.format(time) : value;
    }

    @Override
    protected void insertEach(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        for (int row = 0; row < rows.size(); row++) {
            bind(statement, rows.get(row));
            statement.addBatch();
            if ((row + 1) % ROWS_AT_ONCE == 0 || row + 1 == rows.size()) {
                statement.executeBatch();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
