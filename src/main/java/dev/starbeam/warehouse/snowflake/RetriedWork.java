package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.WarehouseException;
import java.sql.SQLException;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work that may be repeated, again after faults that pass: at most {@value #RETRIES} times, each time on a new
 * session, with growing pauses. For one thread.
 */
final class RetriedWork implements AutoCloseable {
    static final int RETRIES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(RetriedWork.class);

    private final SnowflakeUri uri;
    private final SessionSource sessions;
    private final FluentBackoff pauses;
    private SnowflakeSession session;

    /** Signs in. */
    interface SessionSource {
        SnowflakeSession open() throws SQLException;
    }

    /** What is done with a session. */
    interface Work<T> {
        T run(SnowflakeSession session) throws SQLException;
    }

    RetriedWork(SnowflakeUri uri, SessionSource sessions, FluentBackoff pauses) throws SQLException {
        this.uri = uri;
        this.sessions = sessions;
        this.pauses = pauses.withMaxRetries(RETRIES);
        this.session = sessions.open();
    }

    /** @throws WarehouseException when it failed for good, or passing faults outlasted all tries */
    <T> T run(Work<T> work) {
        BackOff backOff = pauses.backoff();
        boolean fresh = true;
        while (true) {
            try {
                if (!fresh) {
                    session = sessions.open();
                }
                return work.run(session);
            } catch (SQLException e) {
                if (!SnowflakeFaults.isTransient(e) || !pause(backOff)) {
                    throw SnowflakeFaults.explain(uri, e);
                }
                LOG.warn("Snowflake {}: {}; trying again", e.getErrorCode(), e.getMessage());
                close();
                fresh = false;
            }
        }
    }

    private static boolean pause(BackOff backOff) {
        try {
            return BackOffUtils.next(Sleeper.DEFAULT, backOff);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A session that can't be closed is gone, and Snowflake rolls it back. */
    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            LOG.debug("closing a session", e);
        }
    }
}
