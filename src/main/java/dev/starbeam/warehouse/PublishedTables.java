package dev.starbeam.warehouse;

import dev.starbeam.pushdown.TableFigures;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.function.Function;

/** A warehouse opened to be looked at. Nothing is changed in it. For one thread. */
public interface PublishedTables extends AutoCloseable {
    /**
     * The figures of one table. Its methods throw {@link WarehouseException}.
     *
     * @param tables the tables by name that it may refer to
     */
    TableFigures figures(TableSpec table, Function<String, TableSpec> tables);

    @Override
    void close();
}
