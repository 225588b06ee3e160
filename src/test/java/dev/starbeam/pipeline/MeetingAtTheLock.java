package dev.starbeam.pipeline;

import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Of two publishers neither asks the stand-in for the lock before the other is about to; by then both have asked the
 * ledger and loaded their rows.
 */
final class MeetingAtTheLock implements StandInFaults {
    /** How the statement begins that asks for it. */
    static final String LOCK = "update \"QUALITY\".\"PUBLISH_LOCK\"";

    private final CyclicBarrier meeting = new CyclicBarrier(2);
    private final AtomicInteger come = new AtomicInteger();

    @Override
    public void before(String sql) {
        if (sql.startsWith(LOCK) && come.incrementAndGet() <= 2) {
            try {
                meeting.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whether two have met. */
    boolean haveMet() {
        return come.get() >= 2;
    }
}
