package dev.starbeam.expression.kernel;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.TextColumn;

/**
 * What a conversion does with a value it cannot convert.
 *
 * @param name the function as written in messages
 * @param tries whether the value becomes NULL and is counted (blank text is not: it holds no value), rather than
 *     rejecting its row
 */
public record Attempt(String name, boolean tries) implements java.io.Serializable {
    private static final int SHOWN = 60;

    /** The value of argument 0 in that row could not be converted. */
    public void failed(Arguments in, int row, ColumnType type) {
        if (tries && isBlank(in.column(0), row)) {
            in.setNull(row);
        } else if (tries) {
            in.unparsable(row);
        } else {
            in.invalid(row, name + ": " + shown(in.column(0), row) + " is no " + type);
        }
    }

    /** Whether there is nothing to convert: text without any character but blanks, as an empty field is read. */
    private static boolean isBlank(Column column, int row) {
        if (!(column instanceof TextColumn text)) {
            return false;
        }
        for (int i = text.start(row); i < text.end(row); i++) {
            if (text.bytes()[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    /** A value as reasons show it: text in quotes, long text cut. */
    public static String shown(Column column, int row) {
        String text = column.display(row);
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return column.type().equals(ColumnType.TEXT) ? "'" + cut + "'" : cut;
    }
}
