/**
 * Column batches: what flows between the stages of a pipeline.
 *
 * <pre>
 *   ColumnBatch ── schema: order_id TEXT | quantity BIGINT | unit_price DECIMAL(12,3)
 *        │
 *        ├── TextColumn   bytes  [ 5 3 6 3 6 5 C 5 3 6 3 7 9 ]   one array shared by all rows
 *        │                starts [ 0, 6 ]  ends [ 6, 13 ]       views: trim and substr copy nothing
 *        ├── LongColumn   values [ 6, -1 ]                      bigint, scaled decimal, days, micros
 *        └── Validity     bits   [ 1, 1 ]                       0 = SQL NULL
 * </pre>
 *
 * <p>A batch is immutable, belongs to one window, keeps event time as a column, and its boundaries carry no meaning:
 * the same rows cut differently give the same results. Beside the JDK this package needs a library of hash
 * functions.
 */
@NullMarked
package dev.starbeam.batch;

import org.jspecify.annotations.NullMarked;
