package dev.starbeam.ingest.jdbc;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.reject.RejectReason;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.BatchReader;
import dev.starbeam.words.Counted;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one part as batches of text, through a cursor that keeps {@value #FETCHED_ROWS} rows at a time.
 * A text with NUL, or with half a surrogate pair, is no text; its row is malformed.
 * For one thread.
 */
public final class PartReader implements BatchReader {
    private static final int FETCHED_ROWS = 1000;

    private final TableModel source;
    private final DatabaseAccess access;
    private final List<ValueText> readers;
    private final TablePart part;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final Runnable done;
    private final Consumer<RejectedRow> malformed;
    private final TextRows rows;
    private long records;
    private long bytes;

    /** @param done called when the statement is closed */
    PartReader(
            TableModel source,
            DatabaseAccess access,
            List<ColumnShape> columns,
            TablePart part,
            PreparedStatement statement,
            Runnable done,
            Consumer<RejectedRow> malformed)
            throws SQLException {
        this.source = source;
        this.access = access;
        this.readers = columns.stream().map(ValueText::of).toList();
        this.part = part;
        this.statement = statement;
        this.done = done;
        this.malformed = malformed;
        this.rows = new TextRows(source);
        statement.setFetchSize(FETCHED_ROWS);
        this.result = statement.executeQuery();
    }

    @Override
    public @Nullable ColumnBatch next() throws DatabaseException {
        try {
            while (!rows.isFull() && result.next()) {
                take();
            }
        } catch (SQLException e) {
            throw access.failure(e);
        }
        if (rows.isEmpty()) {
            requireAll();
            return null;
        }
        return rows.take();
    }

    @Override
    public long recordsRead() {
        return records;
    }

    /** Bytes of text that became rows so far. */
    @Override
    public long bytesRead() {
        return bytes;
    }

    @Override
    public void close() throws DatabaseException {
        try (statement) {
            result.close();
        } catch (SQLException e) {
            throw access.failure(e);
        } finally {
            done.run();
        }
    }

    private void take() throws SQLException {
        @Nullable String[] values = new String[readers.size()];
        int fault = -1;
        for (int i = 0; i < values.length; i++) {
            String value = readers.get(i).read(result, i + 1);
            values[i] = value;
            if (value != null && fault < 0 && !isText(value)) {
                fault = i;
            }
        }
        long number = part.firstRow() + records;
        if (fault < 0) {
            bytes += rows.add(values, number);
        } else {
            malformed.accept(fault(values, fault, number));
        }
        records++;
    }

    static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSurrogatePair(c, i + 1 < value.length() ? value.charAt(i + 1) : 0)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private RejectedRow fault(@Nullable String[] values, int column, long number) {
        String name = source.schema().names().get(column);
        String raw = Stream.of(values)
                .map(value -> value == null ? "\\N" : value.replace('\0', '\uFFFD'))
                .collect(Collectors.joining("\t"));
        String detail = "NUL or half a character in column " + name + "; that is no text";
        return new RejectedRow(
                source.name(), source.location(), number, RejectReason.MALFORMED_TEXT, name, detail, raw);
    }

    /** More or fewer rows than were counted in the same transaction mean that the parts do not show one state. */
    private void requireAll() throws DatabaseException {
        if (part.rows() != TablePart.NOT_COUNTED && part.rows() != records) {
            throw new DatabaseException(source.location() + ": a part has " + Counted.of(records, "row")
                    + ", but the count was " + Counted.number(part.rows())
                    + ": the rows of one state of the table could not be had. Read a table"
                    + " of a transactional engine, or a query that finds the same rows each time.");
        }
    }
}
