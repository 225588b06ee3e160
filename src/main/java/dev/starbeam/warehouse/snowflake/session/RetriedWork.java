package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.WarehouseException;
import java.sql.SQLException;
import org.apache.beam.sdk.util.BackOff;
import org.apache.beam.sdk.util.BackOffUtils;
import org.apache.beam.sdk.util.FluentBackoff;
import org.apache.beam.sdk.util.Sleeper;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work that may be repeated, again after faults that pass: at most {@value #RETRIES} times, each time on a new
 * session, with growing pauses. For one thread.
 */
public final class RetriedWork implements AutoCloseable {
    static final int RETRIES = 4;

    private static final Logger LOG = LoggerFactory.getLogger(RetriedWork.class);

    private final SnowflakeSessions sessions;
    private final FluentBackoff pauses;
    private SnowflakeSession session;

    /** What is done with a session. */
    public interface Work<T> {
        public T run(SnowflakeSession session) throws SQLException;
    }

    /** @throws WarehouseException when signing in fails, saying what to do */
    public RetriedWork(SnowflakeSessions sessions, Duration firstPause) {
        this.sessions = sessions;
        this.pauses = FluentBackoff.DEFAULT.withInitialBackoff(firstPause).withMaxRetries(RETRIES);
        try {
            this.session = sessions.open();
        } catch (SQLException e) {
            throw sessions.explain(e);
        }
    }

    /** @throws WarehouseException when it failed for good, or passing faults outlasted all tries */
    public <T> T run(Work<T> work) {
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
                    throw sessions.explain(e);
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
