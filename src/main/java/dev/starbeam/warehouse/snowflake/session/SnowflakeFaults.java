package dev.starbeam.warehouse.snowflake.session;

import dev.starbeam.warehouse.WarehouseException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells faults that pass from those that stay, and says what people can do about the latter. */
public final class SnowflakeFaults {
    /**
     * Network (200015, 200016), uploads (200013, 200044, 200061, 200066), sessions and tokens that are gone (3901xx), internal
     * errors that Snowflake says to retry. 200014, between them, is a limit that was exceeded.
     */
    private static final Set<Integer> TRANSIENT = Set.of(
            200013, 200015, 200016, 200044, 200061, 200066, 390111, 390112, 390114, 390115, 603, 300002, 300005, 300010,
            370001);

    /** Also said at once, to the twenty-first who waits; which passes. */
    private static final int LOCK_TIMEOUT = 625;

    private static final Set<Integer> MISSING = Set.of(2003, 2043, 3001);

    private SnowflakeFaults() {}

    /** Whether the same again may succeed, on a new connection: lost connections, deadlocks, internal errors. */
    public static boolean isTransient(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state.startsWith("08")
                || state.equals("40001")
                || TRANSIENT.contains(e.getErrorCode())
                || e.getErrorCode() == LOCK_TIMEOUT && message(e).contains("number of waiters");
    }

    /** Told by the text, since no list of codes is published: "Invalid state. Warehouse 'X' cannot be suspended." */
    static boolean isSuspendedAlready(SQLException e) {
        return message(e).contains("cannot be suspended");
    }

    private static String message(SQLException e) {
        return String.valueOf(e.getMessage());
    }

    /**
     * For people; the driver's message holds no secret, since none is ever in a statement. What was published is for
     * those to say who know what the session was for.
     */
    static WarehouseException explain(SnowflakeUri uri, SQLException e) {
        return new WarehouseException(
                "Snowflake " + uri.account() + "/" + uri.database() + ": " + advice(e) + " (Snowflake "
                        + e.getErrorCode() + ": " + e.getMessage() + ")",
                e);
    }

    private static String advice(SQLException e) {
        int code = e.getErrorCode();
        if (code == LOCK_TIMEOUT) {
            return "another transaction held the publishing lock for " + SnowflakeConnector.LOCK_TIMEOUT_SECONDS
                    + " s. If its run is dead, find it with SHOW TRANSACTIONS IN ACCOUNT and end it"
                    + " with SELECT SYSTEM$ABORT_TRANSACTION(id), then run again";
        }
        if (MISSING.contains(code)) {
            return "something is missing or the role may not use it. Run the script of"
                    + " \"starbeam ddl --dialect=snowflake\" once, and check user, role and warehouse in --warehouse";
        }
        if (code >= 390100 && code < 390400) {
            return "signing in failed; check user, role and the secret that --warehouse refers to";
        }
        return isTransient(e) ? "it could not be reached. Run again" : "it refused";
    }
}
