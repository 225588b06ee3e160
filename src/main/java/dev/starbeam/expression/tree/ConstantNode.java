package dev.starbeam.expression.tree;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The same value in every row.
 *
 * @param value a String, Long (scaled, days or micros), Double or Boolean, as the type says; {@code null} for NULL
 * @param literalNull whether it is the word NULL, which takes any type
 */
public record ConstantNode(ColumnType type, java.io.@Nullable Serializable value, boolean literalNull) implements Node {
    public static ConstantNode of(ColumnType type, java.io.@Nullable Serializable value) {
        return new ConstantNode(type, value, false);
    }

    /** NULL of a type. */
    public static ConstantNode nullOf(ColumnType type) {
        return new ConstantNode(type, null, true);
    }

    /** The single value of a one-row column. */
    public static ConstantNode of(Column column) {
        return of(column.type(), valueOf(column));
    }

    private static java.io.@Nullable Serializable valueOf(Column column) {
        if (column.isNull(0)) {
            return null;
        }
        if (column instanceof TextColumn text) {
            return text.string(0);
        }
        if (column instanceof LongColumn longs) {
            return longs.value(0);
        }
        return column instanceof DoubleColumn doubles
                ? (java.io.Serializable) doubles.value(0)
                : (java.io.Serializable) ((BooleanColumn) column).value(0);
    }

    @Override
    public Column evaluate(Frame frame) {
        int rows = frame.rows();
        Validity validity = value == null ? Validity.allNull(rows) : Validity.allValid(rows);
        return switch (type.kind()) {
            case TEXT ->
                value instanceof String text
                        ? TextColumn.constant(text, rows)
                        : new TextColumn(new byte[0], new int[rows], new int[rows], validity);
            case DOUBLE -> new DoubleColumn(doubles(rows), validity);
            case BOOLEAN -> new BooleanColumn(booleans(rows), validity);
            default -> new LongColumn(type, longs(rows), validity);
        };
    }

    private long[] longs(int rows) {
        long[] values = new long[rows];
        Arrays.fill(values, value instanceof Long number ? number : 0);
        return values;
    }

    private double[] doubles(int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, value instanceof Double number ? number : 0);
        return values;
    }

    private boolean[] booleans(int rows) {
        boolean[] values = new boolean[rows];
        Arrays.fill(values, value instanceof Boolean truth && truth);
        return values;
    }

    @Override
    public boolean mayFault() {
        return false;
    }
}
