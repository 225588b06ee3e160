package dev.starbeam.warehouse.sql.figure;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumnBuilder;
import dev.starbeam.batch.ValidityBuilder;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of an answer as column batches. Its first columns are those of the schema, as {@link ValueSql#readable}. */
final class BatchRows {
    private static final int BATCH = 1 << 14;
    private static final int USUAL_TEXT = 16;

    private final Schema schema;
    private final List<@Nullable Object[]> waiting = new ArrayList<>();

    BatchRows(Schema schema) {
        this.schema = schema;
    }

    /** Cuts all rows of an answer into batches. */
    static void readAll(ResultSet rows, Schema schema, Consumer<ColumnBatch> batches) throws SQLException {
        BatchRows reader = new BatchRows(schema);
        while (rows.next()) {
            reader.add(rows);
            if (reader.waiting.size() == BATCH) {
                batches.accept(reader.take());
            }
        }
        if (!reader.waiting.isEmpty()) {
            batches.accept(reader.take());
        }
    }

    /** Adds the answer's current row. */
    void add(ResultSet rows) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(rows, i + 1, schema.fields().get(i).type());
        }
        waiting.add(values);
    }

    int size() {
        return waiting.size();
    }

    /** The rows added, which are forgotten here. */
    ColumnBatch take() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            columns.add(column(i, schema.fields().get(i).type()));
        }
        ColumnBatch batch = new ColumnBatch(schema, waiting.size(), columns);
        waiting.clear();
        return batch;
    }

    private static @Nullable Object value(ResultSet rows, int i, ColumnType type) throws SQLException {
        Object value = switch (type.kind()) {
            case TEXT -> rows.getString(i);
            case DOUBLE -> rows.getDouble(i);
            case BOOLEAN -> rows.getBoolean(i);
            case DECIMAL -> scaled(rows.getBigDecimal(i), type.scale());
            default -> rows.getLong(i);
        };
        return rows.wasNull() ? null : value;
    }

    static @Nullable Long scaled(@Nullable BigDecimal value, int scale) {
        return value == null ? null : value.setScale(scale).unscaledValue().longValueExact();
    }

    private Column column(int i, ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> text(i);
            case DOUBLE -> doubles(i);
            case BOOLEAN -> booleans(i);
            default -> longs(i, type);
        };
    }

    private Column text(int i) {
        TextColumnBuilder column = new TextColumnBuilder(waiting.size(), USUAL_TEXT);
        waiting.forEach(row -> column.append((String) row[i]));
        return column.build();
    }

    private Column longs(int i, ColumnType type) {
        ValidityBuilder validity = new ValidityBuilder(waiting.size());
        long[] values = new long[waiting.size()];
        for (int row = 0; row < values.length; row++) {
            if (waiting.get(row)[i] instanceof Long value) {
                values[row] = value;
            } else {
                validity.setNull(row);
            }
        }
        return new LongColumn(type, values, validity.build());
    }

    private Column doubles(int i) {
        ValidityBuilder validity = new ValidityBuilder(waiting.size());
        double[] values = new double[waiting.size()];
        for (int row = 0; row < values.length; row++) {
            if (waiting.get(row)[i] instanceof Double value) {
                values[row] = value;
            } else {
                validity.setNull(row);
            }
        }
        return new DoubleColumn(values, validity.build());
    }

    private Column booleans(int i) {
        ValidityBuilder validity = new ValidityBuilder(waiting.size());
        boolean[] values = new boolean[waiting.size()];
        for (int row = 0; row < values.length; row++) {
            if (waiting.get(row)[i] instanceof Boolean value) {
                values[row] = value;
            } else {
                validity.setNull(row);
            }
        }
        return new BooleanColumn(values, validity.build());
    }
}
