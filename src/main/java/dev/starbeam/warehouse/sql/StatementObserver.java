package dev.starbeam.warehouse.sql;

/** Told of each statement; tests stop the world between two. */
public interface StatementObserver {
    StatementObserver NONE = sql -> {};

    /** Called before the statement runs. */
    void before(String sql);
}
