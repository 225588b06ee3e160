package dev.starbeam.warehouse.snowflake.standin;

/** A statement that the service would refuse, with its code and SQL state. */
public final class StandInRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int code;
    final String sqlState;

    public StandInRefusal(int code, String sqlState, String message) {
        super(message);
        this.code = code;
        this.sqlState = sqlState;
    }
}
