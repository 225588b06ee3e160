package dev.starbeam.generate;

import java.util.List;

/** One raw table: its clean rows, each a function of the row's number. Not safe for use by several threads. */
sealed interface SourceTable permits Customers, Products, OrderLines {
    /** What is the same however many rows there are. */
    TableShape shape();

    /** As the pipeline names it, e.g. {@code raw_orders}. */
    default String name() {
        return "raw_" + stem();
    }

    /** The files' stem, e.g. {@code orders}. */
    default String stem() {
        return shape().stem();
    }

    default List<String> columns() {
        return shape().columns();
    }

    /** How many clean rows there are. */
    long rows();

    /** Puts the clean row together. */
    void fill(long row, RowBuffer into);

    /** Puts a newer version of the row together: same key, later {@code updated_at}, other values. */
    void fillNewer(long row, RowBuffer into);

    /** Makes the value in {@code column} dirty. */
    default void spoil(DirtKind kind, int column, RowBuffer row, Draws draws) {
        row.replace(column, Dirt.spoil(kind, row.field(column), draws));
    }
}
