package dev.starbeam.ingest.csv;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.file.TextInput;
import dev.starbeam.model.source.FilesModel;
import dev.starbeam.reject.FileNotes;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.source.ContentSum;
import dev.starbeam.source.InvalidSourceException;
import dev.starbeam.source.SourceRange;
import dev.starbeam.source.UnreadableSourceException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one range as batches of text.
 *
 * <pre>{@code
 * try (CsvBatchReader reader = CsvBatchReader.open(source, range, rejects::add)) {
 *     for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
 *         …
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>Columns</b>: those of the source's schema, then {@code _source_file}, {@code _source_offset} and
 *       {@code _raw}, the record's text without its line break. All texts of a batch are views of one array.
 *   <li><b>Offsets</b> count bytes of the unpacked file in its own encoding, byte order mark included, from its
 *       beginning, whatever range the record was read in: 0 is the file's first byte.
 *   <li><b>NULL</b>: unquoted fields that equal a declared null text, and columns that the file lacks where the policy
 *       allows. An empty field is the empty text.
 *   <li><b>Empty lines</b> are not records where the file has more than one column; in a file of one column they are
 *       records with an empty text. Values are not trimmed.
 *   <li><b>Malformed records</b> go to the consumer with reason, place and up to 64 KiB of raw text, NUL and malformed
 *       characters as U+FFFD. {@link #recordsRead} counts rows and malformed records, always.
 *   <li><b>Errors</b>: {@link InvalidSourceException} when the file's header is not what the source declares,
 *       {@link UnreadableSourceException} when the file breaks off, after the rows before the break were delivered.
 * </ul>
 *
 * For one thread. Holds one chunk of about 1 MiB, or the largest record where that is more.
 */
public final class CsvBatchReader implements BatchReader {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int MAX_ROWS = 1 << 15;
    private static final int LEAST_ROWS = 64;

    /** Where the fields of a batch are takes no more, so that a file of thousands of columns has smaller batches. */
    private static final int MOST_PLACES_BYTES = 8 << 20;

    /** Whoever writes a file may not be done with it. */
    private static final long YOUNG_MILLIS = 60_000;

    private static final int PLACE_BYTES = 2 * Integer.BYTES;

    private final RecordTokenizer tokenizer;
    private final RecordCursor cursor;
    private final Consumer<RejectedRow> rejects;
    private final HeaderMatch match;
    private final RecordFaults faults;
    private final RowCollector rows;
    private final Map<String, Long> notes;
    private final SourceRange range;
    private long records;
    private long shortRecords;
    private boolean endsInRow;

    private CsvBatchReader(
            FilesModel source,
            SourceRange range,
            RecordTokenizer tokenizer,
            RecordCursor cursor,
            int maxRows,
            Consumer<RejectedRow> rejects)
            throws IOException {
        this.range = range;
        this.tokenizer = tokenizer;
        this.cursor = cursor;
        this.rejects = rejects;
        this.match = match(source, range, cursor, tokenizer);
        this.faults = new RecordFaults(source, range.path(), match);
        this.rows = new RowCollector(source, range.path(), match, maxRows);
        this.notes = range.start() == 0 ? FileNotes.of(match.differences()) : Map.of();
        tokenizer.keepFields(match.fields());
    }

    /** Opens the range and matches its file's header. Rejected records go to {@code rejects} as they are met. */
    public static CsvBatchReader open(FilesModel source, SourceRange range, Consumer<RejectedRow> rejects)
            throws IOException {
        int chunkBytes = chunkBytes(range);
        int places = Math.max(1, source.schema().size()) * PLACE_BYTES;
        int rows = Math.min(MAX_ROWS, Math.min(chunkBytes / 16, MOST_PLACES_BYTES / places));
        return open(source, range, rejects, chunkBytes, Math.max(LEAST_ROWS, rows));
    }

    /** A small range is one chunk, and a byte shows that it has ended. */
    private static int chunkBytes(SourceRange range) {
        return range.end() == SourceRange.TO_END ? CHUNK_BYTES : (int) Math.min(CHUNK_BYTES, range.size() + 1);
    }

    public static CsvBatchReader open(
            FilesModel source, SourceRange range, Consumer<RejectedRow> rejects, int chunkBytes, int maxRows)
            throws IOException {
        CsvOptions csv = CsvOptions.of(source);
        RecordTokenizer tokenizer = new RecordTokenizer(csv, source.schema().size());
        TextInput input =
                TextInput.open(range.path(), source.compression(), csv.encoding(), range.start(), range.end());
        try {
            RecordCursor cursor = new RecordCursor(input, tokenizer, csv, range.path(), chunkBytes);
            cursor.skipLines(range.start() == 0 ? csv.skipLines() : 0);
            return new CsvBatchReader(source, range, tokenizer, cursor, maxRows, rejects);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        while (true) {
            switch (cursor.advance()) {
                case RECORD -> {
                    take();
                    if (rows.isFull()) {
                        return rows.take(cursor.bytes());
                    }
                }
                case CHUNK_END -> {
                    if (rows.rows() > 0) {
                        return rows.take(cursor.bytes());
                    }
                    cursor.refill();
                }
                case END -> {
                    return rows.rows() > 0 ? rows.take(cursor.bytes()) : null;
                }
            }
        }
    }

    /** Records met so far, the header and ignored empty lines not among them. */
    @Override
    public long recordsRead() {
        return records;
    }

    /** Bytes read so far, as stored: compressed ones where the file is compressed. */
    @Override
    public long bytesRead() {
        return cursor.bytesRead();
    }

    @Override
    public List<ContentSum> sums() {
        return List.of(new ContentSum(range.source(), range.path(), range.start(), cursor.bytesRead(), cursor.sum()));
    }

    @Override
    public Map<String, Long> notes() {
        boolean last = range.end() >= range.file().size();
        long age = System.currentTimeMillis() - range.file().lastModifiedMillis();
        Map<String, Long> met = new TreeMap<>(notes);
        if (last && age < YOUNG_MILLIS && !cursor.endsWithLine()) {
            noteUnended(met);
        }
        if (shortRecords > 0) {
            met.put(FileNotes.SHORT, shortRecords);
        }
        return met;
    }

    private void noteUnended(Map<String, Long> met) {
        met.put(FileNotes.UNENDED, 1L);
        if (endsInRow) {
            met.put(FileNotes.UNENDED_AT + range.path(), rows.lastOffset());
        }
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    private void take() {
        if (match.fields() > 1 && tokenizer.isBlank(cursor.recordStart())) {
            return;
        }
        RejectedRow fault = faults.find(cursor, tokenizer);
        endsInRow = fault == null;
        if (fault == null) {
            rows.add(cursor, tokenizer);
            shortRecords += tokenizer.fields() < match.fields() ? 1 : 0;
        } else {
            rejects.accept(fault);
        }
        records++;
    }

    private static HeaderMatch match(
            FilesModel source, SourceRange range, RecordCursor cursor, RecordTokenizer tokenizer) throws IOException {
        CsvOptions csv = CsvOptions.of(source);
        if (!csv.hasHeader()) {
            return HeaderMatch.byPosition(source);
        }
        Optional<List<String>> header = range.start() == 0
                ? HeaderRecord.take(cursor, tokenizer, range.path(), csv)
                : HeaderRecord.columns(source, range.path());
        return header.isPresent()
                ? HeaderMatch.byName(source, range.path(), header.get())
                : HeaderMatch.byPosition(source);
    }
}
