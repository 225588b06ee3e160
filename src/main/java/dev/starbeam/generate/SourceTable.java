package dev.starbeam.generate;

import java.util.List;
import java.util.Map;

/** One raw table: its clean rows, each a function of the row's number. Not safe for use by several threads. */
sealed interface SourceTable permits Customers, Products, OrderLines {
    /** As the pipeline names it, e.g. {@code raw_orders}. */
    String name();

    /** The files' stem, e.g. {@code orders}. */
    String stem();

    List<String> columns();

    /** How many clean rows there are. */
    long rows();

    /** Puts the clean row together. */
    void fill(long row, RowBuffer into);

    /** Puts a newer version of the row together: same key, later {@code updated_at}, other values. */
    void fillNewer(long row, RowBuffer into);

    /** Which columns a kind of dirt may hit, by position; kinds that are absent don't occur in this table. */
    Map<DirtKind, int[]> dirtyColumns();

    /**
     * Whether a row without its key comes in addition to the good one, so that whoever refers to it still finds it:
     * otherwise one lost customer would make orphans that the report doesn't know of.
     */
    boolean keepsRowsThatMissTheirKey();

    /** Makes the value in {@code column} dirty. */
    default void spoil(DirtKind kind, int column, RowBuffer row, Draws draws) {
        row.replace(column, Dirt.spoil(kind, row.field(column), draws));
    }
}
