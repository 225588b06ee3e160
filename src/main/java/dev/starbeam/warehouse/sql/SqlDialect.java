package dev.starbeam.warehouse.sql;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.Collection;
import java.util.stream.Collectors;

/** How a warehouse writes names, texts and types. Whatever names contain, they stay names. */
public interface SqlDialect {
    /**
     * A name as it is written in a statement, in double quotes.
     *
     * @throws dev.starbeam.warehouse.WarehouseException when it can't be a name
     */
    String identifier(String name);

    /** A name as the catalogue has it and compares it. */
    String catalogued(String name);

    /** What tells a name of the catalogue apart from others: its case, too, unless the warehouse ignores it. */
    default String compared(String catalogued) {
        return catalogued;
    }

    /** What a row of {@code information_schema.tables} says it is, as {@code drop} takes it: a table or a view. */
    default String kindOfTable() {
        return "case when table_type like '%VIEW%' then 'view' else 'table' end";
    }

    /** A name that is the catalogue's already, as it is written in a statement. */
    default String quoted(String catalogued) {
        return "\"" + catalogued.replace("\"", "\"\"") + "\"";
    }

    /** A text as it is written in a statement. */
    String text(String value);

    /** The type that holds every value of {@code type}. */
    String type(ColumnType type);

    /** The schema that holds the rows of a table: its own or, when it is published as a view, one beside it. */
    default String storedSchema(TableSpec table) {
        return table.materialized() == Materialization.VIEW ? TableSpec.DATA_SCHEMA : table.schema();
    }

    /** Whether replacing many rows takes less as DELETE, UPDATE and INSERT than as MERGE. */
    default boolean deletesFasterThanItMerges() {
        return false;
    }

    /** Whether a join by {@code =} skips parts of a table that one by {@code is not distinct from} reads. */
    default boolean prunesByEquality() {
        return false;
    }

    /** A common table expression that several others read. */
    default String computedOnce(String name, String query) {
        return name + " as (" + query + ")";
    }

    /** Names apart by commas. */
    default String identifiers(Collection<String> names) {
        return names.stream().map(this::identifier).collect(Collectors.joining(", "));
    }

    /** The names as columns of the relation called {@code alias}. */
    default String identifiers(String alias, Collection<String> names) {
        return names.stream().map(name -> alias + "." + identifier(name)).collect(Collectors.joining(", "));
    }

    /** The table that holds the rows. */
    default String stored(TableSpec table) {
        return identifier(storedSchema(table)) + "." + identifier(table.name());
    }

    /** What people query: a table or a view. */
    default String published(TableSpec table) {
        return identifier(table.schema()) + "." + identifier(table.name());
    }
}
