/**
 * Column batches to Parquet files, a column at a time, without Hadoop.
 *
 * <pre>
 *   ColumnBatch ─► one page per column, encoded into that column's chunk in memory
 *                  chunks of a row group ─► file (temporary name) ─ footer ─► renamed to its final name
 * </pre>
 *
 * <p>Format: <a href="https://github.com/apache/parquet-format">apache/parquet-format</a>, data pages of version 1.
 */
@NullMarked
package dev.starbeam.warehouse.parquet;

import org.jspecify.annotations.NullMarked;
