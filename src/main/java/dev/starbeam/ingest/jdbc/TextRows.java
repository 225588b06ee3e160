package dev.starbeam.ingest.jdbc;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.ColumnType;
import dev.starbeam.batch.LongColumn;
import dev.starbeam.batch.Schema;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.batch.Validity;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.source.TableModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows of texts into a batch with provenance. The texts of a row stand one after the other, tabs between them
 * and {@code \N} for NULL, so that the row as a whole is a view of the same bytes.
 */
final class TextRows {
    private static final int MAX_ROWS = 1 << 14;
    private static final int MAX_BYTES = 1 << 20;
    private static final byte[] NULL = "\\N".getBytes(StandardCharsets.US_ASCII);

    private final Schema schema;
    private final String location;
    private final int[][] starts;
    private final int[][] ends;
    private final long[][] valid;
    private final int[] rawStarts = new int[MAX_ROWS];
    private final int[] rawEnds = new int[MAX_ROWS];
    private final long[] numbers = new long[MAX_ROWS];
    private byte[] bytes = new byte[MAX_BYTES + MAX_BYTES / 4];
    private int length;
    private int rows;

    TextRows(TableModel source) {
        int columns = source.schema().size();
        starts = new int[columns][MAX_ROWS];
        ends = new int[columns][MAX_ROWS];
        valid = new long[columns][Validity.wordsFor(MAX_ROWS)];
        schema = Provenance.of(source.schema(), true);
        location = source.location();
        clear();
    }

    boolean isFull() {
        return rows == MAX_ROWS || length >= MAX_BYTES;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /** Adds the row with this number; answers how many bytes of text it is. */
    int add(@Nullable String[] values, long number) {
        rawStarts[rows] = length;
        for (int column = 0; column < values.length; column++) {
            if (column > 0) {
                append(new byte[] {'\t'});
            }
            starts[column][rows] = length;
            append(utf8(values[column], column));
            ends[column][rows] = length;
        }
        rawEnds[rows] = length;
        numbers[rows] = number;
        return rawEnds[rows] - rawStarts[rows++];
    }

    /** The rows so far; then begins anew. */
    ColumnBatch take() {
        byte[] texts = Arrays.copyOf(bytes, length);
        List<Column> columns = new ArrayList<>(schema.size());
        for (int column = 0; column < starts.length; column++) {
            long[] words = Arrays.copyOf(valid[column], Validity.wordsFor(rows));
            columns.add(view(texts, starts[column], ends[column], Validity.ofWords(rows, words)));
        }
        columns.add(TextColumn.constant(location, rows));
        columns.add(new LongColumn(ColumnType.BIGINT, Arrays.copyOf(numbers, rows), Validity.allValid(rows)));
        columns.add(view(texts, rawStarts, rawEnds, Validity.allValid(rows)));
        ColumnBatch batch = new ColumnBatch(schema, rows, columns);
        clear();
        return batch;
    }

    private byte[] utf8(@Nullable String value, int column) {
        if (value == null) {
            valid[column][rows >>> 6] &= ~(1L << rows);
            return NULL;
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private void append(byte[] more) {
        if (bytes.length - length < more.length) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(more.length, length / 2)));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private TextColumn view(byte[] texts, int[] from, int[] to, Validity validity) {
        return new TextColumn(texts, Arrays.copyOf(from, rows), Arrays.copyOf(to, rows), validity);
    }

    private void clear() {
        rows = 0;
        length = 0;
        for (long[] words : valid) {
            Arrays.fill(words, -1L);
        }
    }
}
