package dev.starbeam.warehouse.parquet;

import dev.starbeam.batch.BooleanColumn;
import dev.starbeam.batch.Column;
import org.apache.parquet.format.Encoding;

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
