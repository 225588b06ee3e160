package dev.starbeam.warehouse.duckdb;

/** Told of each statement; tests stop the world between two. */
interface StatementObserver {
    StatementObserver NONE = sql -> {};

    /** Called before the statement runs. */
    void before(String sql);
}
