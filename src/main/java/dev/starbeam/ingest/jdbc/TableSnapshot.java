package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.ColumnShape;
import dev.starbeam.model.source.TableModel;
import dev.starbeam.reject.RejectedRow;
import java.io.Closeable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One state of a table or query, in parts. All parts, however many sessions read them, show the same state: rows that
 * others write meanwhile are in none of them. To close it ends its transactions.
 *
 * <pre>{@code
 * try (TableSnapshot snapshot = TableSnapshot.open(source)) {
 *     for (TablePart part : snapshot.parts()) {
 *         try (PartReader rows = snapshot.read(part, rejects::add)) { … }
 *     }
 * }
 * }</pre>
 *
 * <p>The parts are the ranges of the partition column, ascending, then the rows where it is NULL; one part with all rows
 * where no column is declared. Several parts are counted first, in the same transaction: so every row has a number among
 * all rows, and a part that delivers another number of rows fails the run.
 *
 * <ul>
 *   <li><b>PostgreSQL</b>: read-only REPEATABLE READ; the other sessions join the first one's exported snapshot.
 *   <li><b>MySQL, MariaDB</b>: one session, START TRANSACTION WITH CONSISTENT SNAPSHOT; holds for InnoDB tables only.
 *   <li><b>SQL Server</b>: one session under SNAPSHOT isolation, which the database must allow.
 * </ul>
 *
 * The snapshot is that of one table: another source, or another attempt, has its own.
 */
public final class TableSnapshot implements Closeable {
    /** What a server and a worker's memory bear easily. */
    private static final int MOST_SESSIONS = 16;

    private final TableModel source;
    private final DatabaseAccess access;
    private final Sessions sessions;
    private final TableShape shape;
    private final List<ColumnShape> columns = new ArrayList<>();
    private final TableSql sql;
    private final List<TablePart> parts;

    private TableSnapshot(TableModel source, DatabaseAccess access, Sessions sessions)
            throws DatabaseException, SQLException {
        this.source = source;
        this.access = access;
        this.sessions = sessions;
        this.shape = TableShape.of(sessions.first(), access);
        for (String name : source.schema().names()) {
            columns.add(column(name));
        }
        String partitionBy = access.jdbc().partitionBy();
        ColumnShape key = partitionBy == null ? null : column(partitionBy);
        KeyAxis axis = key == null ? null : axis(key);
        this.sql = new TableSql(access, shape, key, axis);
        this.parts = axis == null ? List.of(whole()) : cut(axis);
    }

    /**
     * Begins to see the table as it is now.
     *
     * @throws DatabaseException when the database cannot be reached, refuses the user or does not have the table or one
     *     of the columns
     */
    public static TableSnapshot open(TableModel source) throws DatabaseException {
        DatabaseAccess access = DatabaseAccess.of(source.jdbc());
        Sessions sessions = Sessions.open(access);
        try {
            return new TableSnapshot(source, access, sessions);
        } catch (SQLException e) {
            sessions.close();
            throw access.failure(e);
        } catch (DatabaseException | RuntimeException e) {
            sessions.close();
            throw e;
        }
    }

    /** At least one. */
    public List<TablePart> parts() {
        return parts;
    }

    /** How many parts may be read at a time. */
    public int partsAtATime() {
        return sessions.canBeMany() ? Math.min(parts.size(), MOST_SESSIONS) : 1;
    }

    /** Reads a part; rows that are no text go to {@code malformed}. May be called from several threads. */
    public PartReader read(TablePart part, Consumer<RejectedRow> malformed) throws DatabaseException {
        Connection session = sessions.borrow();
        try {
            PreparedStatement statement = sql.rows(session, columns, part.range());
            Runnable done = () -> sessions.giveBack(session);
            return new PartReader(source, access, columns, part, statement, done, malformed);
        } catch (SQLException e) {
            sessions.giveBack(session);
            throw access.failure(e);
        }
    }

    @Override
    public void close() {
        sessions.close();
    }

    private ColumnShape column(String name) throws DatabaseException {
        return shape.column(name)
                .orElseThrow(() -> new DatabaseException(access.jdbc().location() + " has no column \"" + name
                        + "\" that source " + source.name() + " declares; it has \""
                        + String.join("\", \"", shape.names()) + "\""));
    }

    private KeyAxis axis(ColumnShape key) throws DatabaseException {
        return KeyAxis.of(key)
                .orElseThrow(() -> new DatabaseException(access.jdbc().location() + ": partition_by: " + key.name()
                        + " is " + key.typeName()
                        + "; expected an integer, date or timestamp, whose values can be cut into ranges"));
    }

    private static TablePart whole() {
        return new TablePart(KeyRange.ALL, 0, TablePart.NOT_COUNTED);
    }

    private List<TablePart> cut(KeyAxis axis) throws SQLException {
        List<KeyRange> ranges = ranges(axis);
        if (ranges.size() == 1) {
            return List.of(whole());
        }
        ranges.add(KeyRange.NULLS);
        List<TablePart> counted = new ArrayList<>();
        try (PreparedStatement statement = sql.counts(sessions.first(), ranges);
                ResultSet counts = statement.executeQuery()) {
            counts.next();
            long firstRow = 0;
            for (int i = 0; i < ranges.size(); i++) {
                long rows = counts.getLong(i + 1);
                if (rows > 0) {
                    counted.add(new TablePart(ranges.get(i), firstRow, rows));
                }
                firstRow += rows;
            }
        }
        return List.copyOf(counted);
    }

    private List<KeyRange> ranges(KeyAxis axis) throws SQLException {
        try (PreparedStatement statement = sessions.first().prepareStatement(sql.extremes());
                ResultSet extremes = statement.executeQuery()) {
            extremes.next();
            @Nullable Object least = extremes.getObject(1);
            return least == null
                    ? List.of(KeyRange.ALL)
                    : KeyRange.cut(
                            axis.position(extremes, 1),
                            axis.position(extremes, 2),
                            access.jdbc().partitions());
        }
    }
}
