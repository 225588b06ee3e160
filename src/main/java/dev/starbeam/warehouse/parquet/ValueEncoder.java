package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Statistics;

/** Encodes the values of one column that are not NULL; one for each column of a file. */
interface ValueEncoder {
    /** Appends the column's values that are not NULL and says how they are encoded. */
    Encoding encode(Column column, PageBuffer out);

    /** Adds what is known of the values since {@link #startRowGroup}. */
    default void describe(Statistics statistics) {}

    /** Forgets the row group before. */
    default void startRowGroup() {}

    static ValueEncoder of(ColumnType type) {
        return switch (type.kind()) {
            case TEXT -> new TextEncoder();
            case DOUBLE -> new DoubleEncoder();
            case BOOLEAN -> new BooleanEncoder();
            case DATE -> new LongEncoder(4);
            case BIGINT, DECIMAL, TIMESTAMP -> new LongEncoder(8);
        };
    }
}
