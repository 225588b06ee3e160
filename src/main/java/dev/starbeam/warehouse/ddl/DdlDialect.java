package dev.starbeam.warehouse.ddl;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.ColumnSpec;
import dev.starbeam.warehouse.TableSpec;
import java.util.List;

/** What the scripts of two warehouses differ in. Whatever names contain, they stay names. */
public interface DdlDialect {
    /** As {@code --dialect} names it. */
    String name();

    /** A name as it is written in a statement. */
    String identifier(String name);

    /** A text as it is written in a statement. */
    String text(String value);

    /** The type that holds every value of {@code type}. */
    String type(ColumnType type);

    /** The schema that holds the rows of a table: its own or, when it is published as a view, one beside it. */
    String storedSchema(TableSpec table);

    /** Statements that make what tables need: none, or databases, stages, roles and compute. */
    List<String> platform();

    /** What is said of a column behind its type, the comment perhaps included. */
    String columnOptions(ColumnSpec column);

    /** The table's constraints, each as one part of its definition. */
    List<String> constraints(TableSpec table, List<ForeignKey> references);

    /** What follows the closing parenthesis of a table's definition. */
    String tableOptions(TableSpec table);

    /** Statements that say what a table and its columns are for, where the definition can't. */
    List<String> comments(TableSpec table);

    /** Statements after all tables exist. */
    List<String> grants();
}
