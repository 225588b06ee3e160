package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.DoubleColumn;
import org.apache.parquet.format.Encoding;

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
