package dev.starbeam.batch.codec;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.Schema;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link BatchEncoder} wrote. */
public final class BatchDecoder {
    private BatchDecoder() {}

    /** How many bytes stand before the columns of a batch of {@code schema}. */
    public static int prefixLength(Schema schema) {
        return 4 + 4 * schema.size();
    }

    /** The row count in a prefix. */
    public static int rows(byte[] prefix) {
        return (int) ByteSink.INTS.get(prefix, 0);
    }

    /** The byte length of the column at {@code position} in a prefix. */
    public static int columnLength(byte[] prefix, int position) {
        return (int) ByteSink.INTS.get(prefix, 4 + 4 * position);
    }

    /** One column from its bytes; text columns keep {@code bytes}. */
    public static Column column(ColumnType type, int rows, byte[] bytes, int start) {
        return ColumnCodec.decode(type, rows, bytes, start);
    }

    /** A whole batch from its bytes, which it keeps. */
    public static ColumnBatch decode(Schema schema, byte[] bytes) {
        int rows = rows(bytes);
        int at = prefixLength(schema);
        List<Column> columns = new ArrayList<>(schema.size());
        for (int i = 0; i < schema.size(); i++) {
            columns.add(ColumnCodec.decode(schema.fields().get(i).type(), rows, bytes, at));
            at += columnLength(bytes, i);
        }
        return new ColumnBatch(schema, rows, columns);
    }
}
