package dev.starbeam.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as columns: the element of every PCollection between stages. Immutable. All rows of a batch belong to one
 * window and event time is a column. Batch boundaries carry no meaning: the same rows cut differently give the same
 * output. Usual size 4k to 64k rows.
 */
public final class ColumnBatch {
    private final Schema schema;
    private final int rows;
    private final List<Column> columns;

    /** @throws IllegalArgumentException when a column's type or size is not what the schema and rows say */
    public ColumnBatch(Schema schema, int rows, List<? extends Column> columns) {
        if (schema.size() != columns.size()) {
            throw new IllegalArgumentException(columns.size() + " columns for the schema " + schema);
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            Field field = schema.fields().get(i);
            if (!column.type().equals(field.type()) || column.size() != rows) {
                throw new IllegalArgumentException("column \"" + field.name() + "\" should be " + rows + " rows of "
                        + field.type() + ", not " + column.size() + " of " + column.type());
            }
        }
        this.schema = schema;
        this.rows = rows;
        this.columns = List.copyOf(columns);
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    /** The column of that name. @throws IllegalArgumentException naming the columns there are */
    public Column column(String name) {
        return columns.get(schema.position(name));
    }

    /** The text column of that name. */
    public TextColumn text(String name) {
        return (TextColumn) column(name);
    }

    /** The bigint, decimal, date or timestamp column of that name. */
    public LongColumn longs(String name) {
        return (LongColumn) column(name);
    }

    /** The double column of that name. */
    public DoubleColumn doubles(String name) {
        return (DoubleColumn) column(name);
    }

    /** The boolean column of that name. */
    public BooleanColumn booleans(String name) {
        return (BooleanColumn) column(name);
    }

    /** This batch with one more column at the end; copies no values. */
    public ColumnBatch with(String name, Column column) {
        List<Column> longer = new ArrayList<>(columns);
        longer.add(column);
        return new ColumnBatch(schema.with(new Field(name, column.type())), rows, longer);
    }

    /** The named columns, in the order asked for; copies no values. */
    public ColumnBatch project(List<String> names) {
        return new ColumnBatch(
                schema.project(names), rows, names.stream().map(this::column).toList());
    }

    /** The selected rows; this same batch when all are selected. */
    public ColumnBatch select(Selection selection) {
        if (selection.size() == rows) {
            return this;
        }
        return new ColumnBatch(
                schema,
                selection.size(),
                columns.stream().map(c -> c.select(selection)).toList());
    }
}
