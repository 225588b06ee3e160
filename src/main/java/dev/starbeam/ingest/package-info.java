/**
 * Bytes to columns of text. No meaning yet: nothing is trimmed, cast or left out here.
 *
 * <pre>
 *   location ─ FindShards ─► SourceShard ─ CsvShardReader ─► ColumnBatch of text  + rejected records
 *              match, cut     file, range    │
 *                                            ├ TextInput        bytes, unpacked, as UTF-8; knows original offsets
 *                                            ├ RecordCursor     chunks; one record after the other
 *                                            ├ RecordTokenizer  where a record and its fields end
 *                                            └ RowCollector     columns as views of the chunk
 * </pre>
 *
 * <p>The tokenizer alone decides where records begin and end. Reading headers, cutting files into ranges and reading
 * rows all go through it, so a range can never begin inside a record.
 */
@NullMarked
package dev.starbeam.ingest;

import org.jspecify.annotations.NullMarked;
