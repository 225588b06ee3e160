package dev.starbeam.warehouse.migrate;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.ddl.DdlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;

/** What warehouses differ in when tables that are there are changed. */
public interface MigrationRules {
    /** How definitions are written. */
    DdlDialect sql();

    /** Whether a published column holds values of the declared type, or can be made to. */
    ColumnFit fit(PublishedColumn published, ColumnType declared);

    /** The type of a published column for people. */
    String typeText(PublishedColumn column);

    /** What people can do about a published column that can't hold what is declared: the rest of a sentence. */
    String remedy(TableSpec table, ColumnSpec column);

    /** Whether a table can be renamed into another schema; else it is copied. */
    boolean renamesIntoOtherSchemas();

    /** Schemas that the warehouse needs beside those of the tables. */
    default List<String> ownSchemas() {
        return List.of();
    }

    /** How keys are brought up to date. */
    default KeyRules keys() {
        return KeyRules.NONE;
    }
}
