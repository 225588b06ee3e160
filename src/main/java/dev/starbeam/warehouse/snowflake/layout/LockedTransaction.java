package dev.starbeam.warehouse.snowflake.layout;

import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transaction under {@link PublishLock}, over as many tries as it takes: one that a lost session has left open would keep
 * everybody waiting for hours, so the next try aborts it first. For one thread.
 */
public final class LockedTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(LockedTransaction.class);

    private final SqlDialect dialect;
    private @Nullable String open;

    public LockedTransaction(SqlDialect dialect) {
        this.dialect = dialect;
    }

    /** Begins, and waits for the lock; what fails after that is for the caller to roll back. */
    public void begin(SnowflakeSession session, String batchId) throws SQLException {
        abortOrphan(session);
        PublishLock.ensure(session, dialect);
        session.execute("begin transaction");
        open = current(session);
        PublishLock.acquire(session, dialect, batchId);
    }

    /** @throws SQLException also when only the answer was lost */
    public void commit(SnowflakeSession session) throws SQLException {
        session.execute("commit");
        open = null;
    }

    /** Tells nothing of a commit before it: where no transaction is open any more, rolling back succeeds, too. */
    public void rollBack(SnowflakeSession session) throws SQLException {
        session.execute("rollback");
        open = null;
    }

    /** All of {@code work} or nothing of it. */
    public <T> T run(SnowflakeSession session, String batchId, SqlSession.Work<T> work) throws SQLException {
        try {
            begin(session, batchId);
            T result = work.run();
            commit(session);
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(session, e);
            throw e;
        }
    }

    /** Rolls back because of {@code cause}, which tells if that fails, too. */
    public void rollBack(SnowflakeSession session, Exception cause) {
        try {
            rollBack(session);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Ends what a session that was lost has left open. What has ended can't be aborted. */
    public void abortOrphan(SnowflakeSession session) {
        String orphan = open;
        if (orphan != null) {
            try {
                session.query("select system$abort_transaction(" + orphan + ")");
            } catch (SQLException e) {
                LOG.info("transaction {} was not aborted, so it should have ended: {}", orphan, e.getMessage());
            }
            open = null;
        }
    }

    /** Only digits, since it becomes part of a statement: the function takes no bound value. */
    private static String current(SnowflakeSession session) throws SQLException {
        String id = String.valueOf(
                session.query("select current_transaction()").get(0).get(0));
        if (!id.matches("\\d+")) {
            throw new IllegalStateException("Snowflake numbers a transaction " + id);
        }
        return id;
    }
}
