package dev.starbeam.warehouse.audit;

import dev.starbeam.warehouse.table.TableSpec;

/** A warehouse opened to be looked at. Nothing is changed in it. For one thread. */
public interface PublishedTables extends AutoCloseable {
    /** The figures of one table. */
    TableFigures figures(TableSpec table);

    @Override
    void close();
}
