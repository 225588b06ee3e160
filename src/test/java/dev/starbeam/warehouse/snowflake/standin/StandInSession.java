package dev.starbeam.warehouse.snowflake.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starbeam.warehouse.snowflake.standin.StandInAnswer.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client's session: a connection to DuckDB and what it holds. */
final class StandInSession {
    private final Connection duck;
    private final StandInStages stages;
    private final StandInCompute compute;
    private final StandInLocks locks;
    private final StandInDefinitions definitions;
    private final StandInChanges changes;
    private final StandInFiles files;
    private String warehouse = "";
    private static final Pattern TEMPORARY =
            Pattern.compile("(?is)create or replace temporary table ((?:\"(?:[^\"]|\"\")+\"\\.?)+)");
    private static final AtomicLong TRANSACTIONS = new AtomicLong();

    private final Set<String> temporary = new LinkedHashSet<>();
    private long transaction;
    private boolean inTransaction;
    private boolean begun;

    StandInSession(Connection duck, StandInStages stages, StandInCompute compute, StandInLocks locks) {
        this.duck = duck;
        this.definitions = new StandInDefinitions(duck, stages);
        this.changes = new StandInChanges(duck);
        this.files = new StandInFiles(stages);
        this.stages = stages;
        this.compute = compute;
        this.locks = locks;
    }

    synchronized ObjectNode run(String asked, JsonNode binds) {
        try {
            warehouse = compute.run(asked, warehouse);
            String sql = withTemporaryTables(asked);
            return switch (StandInSql.verb(sql)) {
                case "begin" -> begin(sql);
                case "commit", "rollback" -> end(sql);
                case "use", "alter_session" -> StandInAnswer.done(sql);
                case "put" -> files.put(sql);
                case "show" -> definitions.show(sql);
                case "list" -> files.list(sql);
                case "remove" -> files.remove(sql);
                case "copy" -> new StandInCopy(stages, duck).run(sql, this::beginLate);
                case "insert", "update", "delete", "merge" -> change(sql, binds);
                case "select", "with" -> select(sql, binds);
                default -> defineAlone(sql);
            };
        } catch (SQLException e) {
            throw refusal(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Snowflake's temporary tables stand in schemas, DuckDB's don't. */
    private String withTemporaryTables(String asked) {
        Matcher create = TEMPORARY.matcher(asked);
        if (create.lookingAt()) {
            temporary.add(create.group(1));
        }
        String sql = asked;
        for (String name : temporary) {
            sql = sql.replace(name, "temp." + name.substring(name.indexOf("\".\"") + 2));
        }
        return sql;
    }

    long transaction() {
        return transaction;
    }

    /** Another session ends what this one has open. */
    synchronized void abortTransaction() throws SQLException {
        end("rollback");
    }

    synchronized void abandon() {
        try {
            if (begun) {
                execute("rollback");
            }
            duck.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            locks.releaseAll(this);
        }
    }

    private static StandInRefusal refusal(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("does not exist")) {
            return new StandInRefusal(2003, "42S02", "SQL compilation error: " + message);
        }
        if (message.contains("NOT NULL") || message.contains("CHECK")) {
            return new StandInRefusal(100072, "22000", message);
        }
        return new StandInRefusal(904, "42000", "SQL compilation error: " + message);
    }

    private ObjectNode begin(String sql) {
        inTransaction = true;
        transaction = TRANSACTIONS.incrementAndGet();
        return StandInAnswer.done(sql);
    }

    /** DuckDB looks at one state from its BEGIN on, Snowflake statement by statement: so it begins after the first lock. */
    private void beginLate() throws SQLException {
        if (inTransaction && !begun) {
            execute("begin transaction");
            begun = true;
        }
    }

    private ObjectNode end(String sql) throws SQLException {
        try {
            if (begun) {
                execute(StandInSql.verb(sql));
            }
        } finally {
            begun = false;
            inTransaction = false;
            transaction = 0;
            locks.releaseAll(this);
        }
        return StandInAnswer.done(sql);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As in Snowflake, DDL commits what is open. Two sessions that create one thing at once would fail in DuckDB. */
    private ObjectNode defineAlone(String sql) throws SQLException {
        synchronized (locks) {
            if (inTransaction) {
                end("commit");
            }
            return definitions.run(sql);
        }
    }

    private ObjectNode change(String sql, JsonNode binds) throws SQLException {
        String target = StandInSql.target(sql);
        if (!target.isEmpty()) {
            locks.acquire(target, this);
        }
        try {
            beginLate();
            return changes.run(sql, binds);
        } finally {
            if (!inTransaction) {
                locks.releaseAll(this);
            }
        }
    }

    private ObjectNode select(String sql, JsonNode binds) throws SQLException {
        if (sql.equals("select current_transaction()")) {
            return StandInAnswer.rows(
                    sql, List.of(Column.text("CURRENT_TRANSACTION()")), List.of(List.of(String.valueOf(transaction))));
        }
        if (sql.equals("select date_part(epoch_second, current_timestamp())")) {
            String seconds = String.valueOf(Instant.now().getEpochSecond());
            return StandInAnswer.rows(sql, List.of(Column.number("EPOCH_SECOND")), List.of(List.of(seconds)));
        }
        beginLate();
        try (PreparedStatement statement = duck.prepareStatement(StandInSql.toDuckDb(sql))) {
            StandInBinds.bind(statement, binds, 0);
            try (ResultSet result = statement.executeQuery()) {
                return StandInRows.of(sql, result);
            }
        }
    }
}
