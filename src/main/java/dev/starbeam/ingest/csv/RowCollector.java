package dev.starbeam.ingest.csv;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.FilesModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers records into a batch whose texts are views of the chunk they were read from. */
final class RowCollector {
    private final Schema schema;
    private final String file;
    private final HeaderMatch match;
    private final byte quote;
    private final byte escape;
    private final byte[][] nullTexts;
    private final int maxRows;
    private final int[][] starts;
    private final int[][] ends;
    private final long[][] valid;
    private final int[] rawStarts;
    private final int[] rawEnds;
    private final long[] offsets;
    private long lastOffset;
    private int rows;

    RowCollector(FilesModel source, String file, HeaderMatch match, int maxRows) {
        CsvOptions csv = CsvOptions.of(source);
        this.schema = Provenance.of(source.schema(), true);
        this.file = file;
        this.match = match;
        this.maxRows = maxRows;
        quote = (byte) csv.quote();
        escape = csv.escape() == 0 ? quote : (byte) csv.escape();
        nullTexts = csv.nullTexts().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int columns = source.schema().size();
        starts = new int[columns][maxRows];
        ends = new int[columns][maxRows];
        valid = new long[columns][nullTexts.length == 0 ? 0 : Validity.wordsFor(maxRows)];
        rawStarts = new int[maxRows];
        rawEnds = new int[maxRows];
        offsets = new long[maxRows];
        clear();
    }

    int rows() {
        return rows;
    }

    boolean isFull() {
        return rows == maxRows;
    }

    /** Adds the record that cursor and tokenizer stand at. */
    void add(RecordCursor cursor, RecordTokenizer tokenizer) {
        for (int column = 0; column < starts.length; column++) {
            int field = match.field(column);
            if (field >= tokenizer.fields()) {
                setNull(column);
            } else if (field >= 0) {
                addField(cursor, tokenizer, column, field);
            }
        }
        rawStarts[rows] = cursor.recordStart();
        rawEnds[rows] = tokenizer.end();
        lastOffset = cursor.recordOffset();
        offsets[rows] = lastOffset;
        rows++;
    }

    /** The rows so far as views of {@code bytes}; then begins anew. */
    ColumnBatch take(byte[] bytes) {
        List<Column> columns = new ArrayList<>(schema.size());
        for (int column = 0; column < starts.length; column++) {
            columns.add(view(bytes, starts[column], ends[column], validity(column)));
        }
        columns.add(TextColumn.constant(file, rows));
        columns.add(new LongColumn(ColumnType.BIGINT, Arrays.copyOf(offsets, rows), Validity.allValid(rows)));
        columns.add(view(bytes, rawStarts, rawEnds, Validity.allValid(rows)));
        ColumnBatch batch = new ColumnBatch(schema, rows, columns);
        clear();
        return batch;
    }

    private void addField(RecordCursor cursor, RecordTokenizer tokenizer, int column, int field) {
        int start = tokenizer.start(field);
        int end = tokenizer.end(field);
        byte kind = tokenizer.kind(field);
        if (kind == RecordTokenizer.ESCAPED) {
            start = cursor.unescape(start, end, quote, escape);
            end = cursor.unescapedEnd();
        } else if (kind == RecordTokenizer.UNQUOTED && nullTexts.length > 0 && isNull(cursor.bytes(), start, end)) {
            setNull(column);
        }
        starts[column][rows] = start;
        ends[column][rows] = end;
    }

    private void setNull(int column) {
        if (valid[column].length == 0) {
            valid[column] = new long[Validity.wordsFor(maxRows)];
            Arrays.fill(valid[column], -1L);
        }
        valid[column][rows >>> 6] &= ~(1L << rows);
        starts[column][rows] = 0;
        ends[column][rows] = 0;
    }

    private boolean isNull(byte[] bytes, int start, int end) {
        for (byte[] text : nullTexts) {
            if (Arrays.equals(bytes, start, end, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private Validity validity(int column) {
        if (match.field(column) < 0) {
            return Validity.allNull(rows);
        }
        return valid[column].length == 0
                ? Validity.allValid(rows)
                : Validity.ofWords(rows, Arrays.copyOf(valid[column], Validity.wordsFor(rows)));
    }

    private TextColumn view(byte[] bytes, int[] from, int[] to, Validity validity) {
        return new TextColumn(bytes, Arrays.copyOf(from, rows), Arrays.copyOf(to, rows), validity);
    }

    private void clear() {
        rows = 0;
        for (long[] words : valid) {
            Arrays.fill(words, -1L);
        }
    }

    /** Where the last row begins. */
    long lastOffset() {
        return lastOffset;
    }
}
