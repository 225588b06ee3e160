package dev.starbeam.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies rows picked from several batches of one schema into one batch of its own, which keeps none of the bytes it
 * does not show. A pick is {@link #pick source and row} in one long; {@link #NOTHING} picks a row of NULLs.
 */
public final class RowGather {
    /** Picks no row: every column is NULL. */
    public static final long NOTHING = -1L;

    private RowGather() {}

    /** The row {@code row} of the batch at {@code source}. */
    public static long pick(int source, int row) {
        return (long) source << 32 | row;
    }

    /** Which batch a pick takes its row from. */
    public static int source(long pick) {
        return (int) (pick >>> 32);
    }

    /** Which row of its batch a pick takes. */
    public static int row(long pick) {
        return (int) pick;
    }

    /** The rows of the first {@code rows} picks, in their order. */
    public static ColumnBatch gather(Schema schema, List<ColumnBatch> sources, long[] picks, int rows) {
        List<Column> columns = new ArrayList<>(schema.size());
        for (Field field : schema.fields()) {
            List<Column> parts =
                    sources.stream().map(batch -> batch.column(field.name())).toList();
            columns.add(column(field.type(), parts, picks, rows));
        }
        return new ColumnBatch(schema, rows, columns);
    }

    /** All rows of {@code batches}, in their order. */
    public static ColumnBatch concatenate(Schema schema, List<ColumnBatch> batches) {
        int rows = batches.stream().mapToInt(ColumnBatch::rows).reduce(0, Math::addExact);
        long[] picks = new long[rows];
        int at = 0;
        for (int source = 0; source < batches.size(); source++) {
            for (int row = 0; row < batches.get(source).rows(); row++) {
                picks[at++] = pick(source, row);
            }
        }
        return gather(schema, batches, picks, rows);
    }

    private static Column column(ColumnType type, List<Column> parts, long[] picks, int rows) {
        return switch (type.kind()) {
            case TEXT -> text(parts, picks, rows);
            case DOUBLE -> doubles(parts, picks, rows);
            case BOOLEAN -> booleans(parts, picks, rows);
            case BIGINT, DECIMAL, DATE, TIMESTAMP -> longs(type, parts, picks, rows);
        };
    }

    private static boolean isNull(List<Column> parts, long pick) {
        return pick == NOTHING || parts.get(source(pick)).isNull(row(pick));
    }

    private static Column text(List<Column> parts, long[] picks, int rows) {
        TextColumnBuilder builder = new TextColumnBuilder(rows, 16);
        for (int i = 0; i < rows; i++) {
            if (isNull(parts, picks[i])) {
                builder.appendNull();
            } else {
                TextColumn part = (TextColumn) parts.get(source(picks[i]));
                int row = row(picks[i]);
                builder.append(part.bytes(), part.start(row), part.end(row));
            }
        }
        return builder.build();
    }

    private static Column longs(ColumnType type, List<Column> parts, long[] picks, int rows) {
        long[] values = new long[rows];
        ValidityBuilder validity = new ValidityBuilder(rows);
        for (int i = 0; i < rows; i++) {
            if (isNull(parts, picks[i])) {
                validity.setNull(i);
            } else {
                values[i] = ((LongColumn) parts.get(source(picks[i]))).value(row(picks[i]));
            }
        }
        return new LongColumn(type, values, validity.build());
    }

    private static Column doubles(List<Column> parts, long[] picks, int rows) {
        double[] values = new double[rows];
        ValidityBuilder validity = new ValidityBuilder(rows);
        for (int i = 0; i < rows; i++) {
            if (isNull(parts, picks[i])) {
                validity.setNull(i);
            } else {
                values[i] = ((DoubleColumn) parts.get(source(picks[i]))).value(row(picks[i]));
            }
        }
        return new DoubleColumn(values, validity.build());
    }

    private static Column booleans(List<Column> parts, long[] picks, int rows) {
        boolean[] values = new boolean[rows];
        ValidityBuilder validity = new ValidityBuilder(rows);
        for (int i = 0; i < rows; i++) {
            if (isNull(parts, picks[i])) {
                validity.setNull(i);
            } else {
                values[i] = ((BooleanColumn) parts.get(source(picks[i]))).value(row(picks[i]));
            }
        }
        return new BooleanColumn(values, validity.build());
    }
}
