package dev.starbeam.warehouse.snowflake.standin;

/** What goes wrong on purpose. Called for each statement, in whatever thread serves it. */
public interface StandInFaults {
    StandInFaults NONE = new StandInFaults() {};

    /** How a connection ends. */
    final class ConnectionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Before a statement has an effect; may throw {@link StandInRefusal} or {@link ConnectionLost}. */
    default void before(String sql) {}

    /** After it had its effect and before the answer; a {@link ConnectionLost} leaves the client in the dark. */
    default void after(String sql) {}

    /** A statement waits for a table that another transaction has locked; may be said again while it waits. */
    default void waits(String table) {}
}
