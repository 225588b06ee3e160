package dev.starbeam.pushdown;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Field;
import java.io.Serializable;

/** A value that a {@link Condition} compares. */
public sealed interface Operand extends Serializable {
    /** The row's value in a column. */
    record Column(Field field) implements Operand {}

    /**
     * A value written in the condition.
     *
     * @param type what it is a literal of
     * @param text as {@code LongColumn.display} writes it; of a text, the text itself
     */
    record Literal(ColumnType type, String text) implements Operand {}
}
