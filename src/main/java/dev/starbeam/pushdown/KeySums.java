package dev.starbeam.pushdown;

import dev.starbeam.batch.ColumnBatch;
import java.math.BigInteger;

/**
 * Sums of a column's values by key, in the column's scaled form: of a decimal(12,2), in hundredths. The arrays have an
 * element for each row of {@code keys}.
 *
 * @param keys a batch of the key column alone, without NULL; no column when all rows are summed together
 * @param counts how many values
 * @param sums Σx
 * @param squares Σx²
 * @param least the least value
 * @param greatest the greatest
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeySums(
        ColumnBatch keys, long[] counts, BigInteger[] sums, BigInteger[] squares, long[] least, long[] greatest) {}
