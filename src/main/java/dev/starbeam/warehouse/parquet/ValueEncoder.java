package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.DoubleColumn;
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

    /** Truth values, PLAIN: one bit each, least significant first. */
    final class BooleanEncoder implements ValueEncoder {
        @Override
        public Encoding encode(Column column, PageBuffer out) {
            BooleanColumn booleans = (BooleanColumn) column;
            int count = 0;
            int pending = 0;
            for (int row = 0; row < booleans.size(); row++) {
                if (booleans.isNull(row)) {
                    continue;
                }
                pending |= (booleans.value(row) ? 1 : 0) << (count & 7);
                if ((++count & 7) == 0) {
                    out.putByte(pending);
                    pending = 0;
                }
            }
            if ((count & 7) != 0) {
                out.putByte(pending);
            }
            return Encoding.PLAIN;
        }
    }

    /** Doubles, PLAIN. No bounds are kept: NaN has no place among them. */
    final class DoubleEncoder implements ValueEncoder {
        @Override
        public Encoding encode(Column column, PageBuffer out) {
            DoubleColumn doubles = (DoubleColumn) column;
            if (!doubles.validity().hasNulls()) {
                out.putDoubles(doubles.values(), doubles.size());
            } else {
                double[] dense = withoutNulls(doubles);
                out.putDoubles(dense, dense.length);
            }
            return Encoding.PLAIN;
        }

        private static double[] withoutNulls(DoubleColumn column) {
            double[] dense = new double[column.size() - column.validity().nullCount()];
            int count = 0;
            for (int row = 0; row < column.size(); row++) {
                if (!column.isNull(row)) {
                    dense[count++] = column.value(row);
                }
            }
            return dense;
        }
    }
}
