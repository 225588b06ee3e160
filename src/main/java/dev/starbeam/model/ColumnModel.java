package dev.starbeam.model;

import dev.starbeam.batch.Field;
import dev.starbeam.expression.Expression;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * A derived column.
 *
 * @param name its name in the table
 * @param expression what computes it, over the columns of the stage before and the columns above it
 * @param description for people; empty when none was declared
 */
public record ColumnModel(String name, Expression expression, String description) implements Serializable {
    private static final Pattern TRY = Pattern.compile("(?i)\\btry_(to_|cast)");

    /** Whether it converts values that may turn out to be none: by {@code try_to_…} or {@code try_cast}. */
    public boolean converts() {
        return TRY.matcher(expression.sql()).find();
    }

    public Field field() {
        return new Field(name, expression.type());
    }
}
