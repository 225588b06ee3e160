package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills the process that sends a statement, when that has come, or when it is done and its answer is not sent yet. */
final class KillAt implements StandInFaults {
    private final CompletableFuture<PublishProcess> victim = new CompletableFuture<>();
    private final CompletableFuture<String> statement = new CompletableFuture<>();
    private final AtomicInteger seen = new AtomicInteger();
    private final int fatal;
    private final boolean done;

    /**
     * @param fatal the statement's number, from 1
     * @param done whether the statement is carried out
     */
    KillAt(int fatal, boolean done) {
        this.fatal = fatal;
        this.done = done;
    }

    /** Says whom to kill. */
    void aimAt(PublishProcess process) {
        victim.complete(process);
    }

    /** The statement that was its last; waits for it. */
    String lastStatement() throws Exception {
        return statement.get(1, TimeUnit.MINUTES);
    }

    @Override
    public void before(String sql) {
        if (seen.incrementAndGet() == fatal && !done) {
            kill(sql);
        }
    }

    @Override
    public void after(String sql) {
        if (seen.get() == fatal && done) {
            kill(sql);
        }
    }

    private void kill(String sql) {
        victim.join().kill();
        statement.complete(sql);
        throw new ConnectionLost();
    }
}
