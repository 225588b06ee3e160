package dev.starbeam.warehouse.snowflake.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One lock a table, as UPDATE, DELETE and MERGE hold until their transaction ends; INSERT takes none. */
final class StandInLocks {
    private final Map<String, StandInSession> holders = new HashMap<>();
    private final Consumer<String> observer;

    /** @param observer is told of a table for which somebody has to wait */
    StandInLocks(Consumer<String> observer) {
        this.observer = observer;
    }

    synchronized void acquire(String table, StandInSession session) {
        long patience = System.nanoTime() + 60_000_000_000L;
        while (holders.containsKey(table) && holders.get(table) != session) {
            if (System.nanoTime() > patience) {
                throw new StandInRefusal(625, "57014", "Statement aborted: lock on " + table + " not acquired in time");
            }
            observer.accept(table);
            try {
                wait(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StandInRefusal(604, "57014", "SQL execution canceled");
            }
        }
        holders.put(table, session);
    }

    synchronized void releaseAll(StandInSession session) {
        holders.values().removeIf(holder -> holder == session);
        notifyAll();
    }
}
