package dev.starbeam.expression.kernel;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;

/**
 * What a conversion does with a value it cannot convert.
 *
 * @param name the function as written in messages
 * @param tries whether the value becomes NULL and is counted, rather than rejecting its row
 */
public record Attempt(String name, boolean tries) implements java.io.Serializable {
    private static final int SHOWN = 60;

    /** The value of argument 0 in that row could not be converted. */
    void failed(Arguments in, int row, ColumnType type) {
        if (tries) {
            in.unparsable(row);
        } else {
            in.invalid(row, name + ": " + shown(in.column(0), row) + " is no " + type);
        }
    }

    /** A value as reasons show it: text in quotes, long text cut. */
    static String shown(Column column, int row) {
        String text = column.display(row);
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return column.type().equals(ColumnType.TEXT) ? "'" + cut + "'" : cut;
    }
}
