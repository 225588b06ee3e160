package dev.starbeam.warehouse.ddl;

import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the scripts of warehouses differ in. Whatever names contain, they stay names. */
public interface DdlDialect extends SqlDialect {
    /** As {@code --dialect} names it. */
    String name();

    /**
     * Statements that make what tables need: schemas, and with some databases, stages, roles and compute.
     *
     * @param schemas those of the tables and marts, as declared
     */
    List<String> platform(Set<String> schemas);

    /** Tables that the warehouse keeps for itself beside those of a pipeline. */
    List<TableSpec> ownTables(List<TableSpec> tables);

    /** What is said of a column behind its type, the comment perhaps included. */
    String columnOptions(ColumnSpec column);

    /** The table's constraints, each as one part of its definition; dimensions that it refers to are there by then. */
    List<String> constraints(TableSpec table);

    /** What follows the closing parenthesis of a table's definition. */
    String tableOptions(TableSpec table);

    /** What follows a view's name. */
    default String viewOptions() {
        return "";
    }

    /** What else follows the name of a view that takes another's place. */
    default String replacedViewOptions() {
        return "";
    }

    /** Statements that add rows, with what has to be done before and after them. */
    default List<String> seeded(List<String> statements) {
        return statements;
    }

    /** Statements that say what a table and its columns are for, where the definition can't. */
    List<String> comments(TableSpec table);

    /** The one of {@link #comments} that says what the table is for, if its definition can't. */
    default Optional<String> tableComment(TableSpec table) {
        return Optional.empty();
    }

    /** Statements after all tables exist. */
    List<String> grants();
}
