package dev.starbeam.model;

import dev.starbeam.batch.Field;
import dev.starbeam.expression.Expression;
import java.io.Serializable;

/**
 * A derived column.
 *
 * @param name its name in the table
 * @param expression what computes it, over the columns of the stage before and the columns above it
 * @param description for people; empty when none was declared
 */
public record ColumnModel(String name, Expression expression, String description) implements Serializable {
    public Field field() {
        return new Field(name, expression.type());
    }
}
