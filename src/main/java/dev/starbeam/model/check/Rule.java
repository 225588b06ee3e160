package dev.starbeam.model.check;

import dev.starbeam.batch.Schema;
import dev.starbeam.pushdown.Condition;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What a check judges. Each kind is a record with a folder of its own in {@code quality.check}. */
public interface Rule extends Serializable {
    /** The kind's name, as declared under {@code check}. */
    String name();

    /** The column judged, if it is one column. */
    default Optional<String> judgedColumn() {
        return Optional.empty();
    }

    /** What it judges, as ids of checks say it after the kind's name; empty for the table as a whole. */
    default String subject() {
        return judgedColumn().map(column -> "(" + column + ")").orElse("");
    }

    /**
     * What is true, or unknown, of every row that isn't at fault, as a table's CHECK; none where the rule judges by statistics
     * or does what engines don't do alike.
     *
     * @param columns the table's
     */
    default Optional<Condition> constraint(Schema columns) {
        return Optional.empty();
    }

    /** Whether NULL is equal to NULL where values are compared between rows; else a NULL exempts its row. */
    default boolean comparesNulls() {
        return false;
    }

    /** Whether it judges rows before the one of a key is chosen that the table keeps. */
    default boolean judgesChoices() {
        return false;
    }

    /** The columns whose values have to be compared between rows, wherever these are; none for most rules. */
    default List<String> comparedColumns() {
        return List.of();
    }
}
