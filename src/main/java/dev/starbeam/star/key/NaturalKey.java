package dev.starbeam.star.key;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.batch.ValidityBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The natural key of each row as one column, whatever number of columns it has: rows are equal in it just where they are
 * equal in all of those, NULL being equal to NULL and to nothing else. It is NULL where all of them are.
 *
 * <p>A single column is taken as it is. Of several, a row's bytes are those of its values in turn, each behind its length
 * in bytes as a little-endian int: -1 and nothing more for NULL, text in UTF-8, other values as eight little-endian bytes.
 */
public final class NaturalKey {
    private static final int NULL = -1;

    private NaturalKey() {}

    /** Of the columns named, in that order. */
    public static Column of(ColumnBatch batch, List<String> names) {
        List<Column> columns = names.stream().map(batch::column).toList();
        return columns.size() == 1 ? columns.get(0) : joined(columns, batch.rows());
    }

    /** A row's key for people: {@code north, 12}. */
    public static String display(ColumnBatch batch, List<String> names, int row) {
        return names.stream().map(name -> batch.column(name).display(row)).collect(Collectors.joining(", "));
    }

    private static TextColumn joined(List<Column> columns, int rows) {
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        ValidityBuilder validity = new ValidityBuilder(rows);
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(size(columns, rows))).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            starts[row] = bytes.position();
            if (!put(columns, row, bytes)) {
                validity.setNull(row);
            }
            ends[row] = bytes.position();
        }
        return new TextColumn(bytes.array(), starts, ends, validity.build());
    }

    private static long size(List<Column> columns, int rows) {
        long size = 0;
        for (Column column : columns) {
            Validity validity = column.validity();
            for (int row = 0; row < rows; row++) {
                size += Integer.BYTES + (validity.isNull(row) ? 0 : length(column, row));
            }
        }
        return size;
    }

    private static int length(Column column, int row) {
        return column instanceof TextColumn text ? text.length(row) : Long.BYTES;
    }

    /** Whether any of them is there. */
    private static boolean put(List<Column> columns, int row, ByteBuffer bytes) {
        boolean isKnown = false;
        for (Column column : columns) {
            isKnown |= !column.isNull(row);
            put(column, row, bytes);
        }
        return isKnown;
    }

    private static void put(Column column, int row, ByteBuffer bytes) {
        if (column.isNull(row)) {
            bytes.putInt(NULL);
        } else if (column instanceof TextColumn text) {
            bytes.putInt(text.length(row)).put(text.bytes(), text.start(row), text.length(row));
        } else {
            bytes.putInt(Long.BYTES).putLong(((LongColumn) column).value(row));
        }
    }
}
