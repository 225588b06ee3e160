package dev.starbeam.ingest.jdbc;

import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The sessions that see one snapshot, lent to one reader at a time each. More are opened only when all are lent. */
final class Sessions implements Closeable {
    private final DatabaseAccess access;
    private final Connection first;
    private final Optional<String> shared;
    private final List<Connection> all = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    private Sessions(DatabaseAccess access, Connection first, Optional<String> shared) {
        this.access = access;
        this.first = first;
        this.shared = shared;
        all.add(first);
        idle.add(first);
    }

    /** Opens the first session and begins its transaction. */
    static Sessions open(DatabaseAccess access) throws DatabaseException {
        Connection first = access.connect();
        try {
            access.dialect().begin(first);
            return new Sessions(access, first, access.dialect().share(first));
        } catch (SQLException e) {
            end(first);
            throw access.failure(e);
        }
    }

    /** The session that looked first, to plan with before any is lent. */
    Connection first() {
        return first;
    }

    /** Whether several can read at a time. */
    boolean canBeMany() {
        return shared.isPresent();
    }

    /** @throws IllegalStateException when all are lent and the database cannot share what they see */
    synchronized Connection borrow() throws DatabaseException {
        Connection free = idle.poll();
        return free == null ? another() : free;
    }

    synchronized void giveBack(Connection session) {
        idle.push(session);
    }

    /** Ends all transactions; what is still being read fails. */
    @Override
    public synchronized void close() {
        idle.forEach(Sessions::end);
        all.stream().filter(session -> !idle.contains(session)).forEach(Sessions::breakOff);
        idle.clear();
        all.clear();
    }

    private Connection another() throws DatabaseException {
        String snapshot = shared.orElseThrow(
                () -> new IllegalStateException("the sessions of this database do not share what they see"));
        if (all.isEmpty()) {
            throw new DatabaseException(access.jdbc().location() + ": reading was broken off");
        }
        Connection session = access.connect();
        try {
            access.dialect().join(session, snapshot);
        } catch (SQLException e) {
            end(session);
            throw access.failure(e);
        }
        all.add(session);
        return session;
    }

    /** A transaction that only reads has nothing to lose. */
    private static void end(Connection session) {
        try {
            session.rollback();
            session.close();
        } catch (SQLException e) {
            breakOff(session);
        }
    }

    private static void breakOff(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }
}
