/**
 * From sources to batches. No meaning yet: nothing is trimmed, cast or left out here.
 *
 * <pre>
 *   SourceModel ─ Sources ─► Source ─ plan, split ─► SourceRange ─ read ─► ColumnBatch  + rejected records
 *                 │ a format (csv, …), looked up in Formats
 *                 └ a table (jdbc)
 *
 *   file/  which files there are; bytes, unpacked; text, as UTF-8 with the original's offsets
 *   csv/   RecordCursor     chunks; one record after the other
 *          RecordTokenizer  where a record and its fields end
 *          RowCollector     columns as views of the chunk
 * </pre>
 *
 * <p>A format begins where the unpacked bytes are: it knows neither globs nor compression. The CSV tokenizer alone
 * decides where records begin and end. Reading headers, cutting files into ranges and reading rows all go through it, so
 * a range can never begin inside a record.
 */
@NullMarked
package dev.starbeam.ingest;

import org.jspecify.annotations.NullMarked;
