package dev.starbeam.ingest.jdbc;

import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * About how large a table is, as its database keeps account of it. Whoever starts a run may not reach the database, which
 * only workers have to: then no one knows, and nothing fails.
 */
final class TableSize {
    private static final int MOST_SECONDS = 10;

    /** Servers pack what they store, some values more than others; it is better to take a table for too large. */
    private static final int TEXT_TO_STORED = 2;

    private TableSize() {}

    /** Bytes of text; nothing for queries and views, and when there is no answer within ten seconds. */
    static OptionalLong textBytes(JdbcModel jdbc) {
        TableName table = jdbc.table();
        if (table == null) {
            return OptionalLong.empty();
        }
        FutureTask<OptionalLong> asking = new FutureTask<>(() -> ask(jdbc, table));
        Thread thread = new Thread(asking, "size of " + table);
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            asking.cancel(true);
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        } catch (ExecutionException | TimeoutException e) {
            asking.cancel(true);
            return OptionalLong.empty();
        }
    }

    private static OptionalLong ask(JdbcModel jdbc, TableName table) throws DatabaseException, SQLException {
        DatabaseAccess access = DatabaseAccess.of(jdbc);
        try (Connection session = access.connect()) {
            String quote = session.getMetaData().getIdentifierQuoteString().strip();
            OptionalLong stored = access.dialect().storedBytes(session, table, TableSql.from(jdbc, quote));
            return stored.isEmpty() ? stored : OptionalLong.of(stored.getAsLong() * TEXT_TO_STORED);
        }
    }
}
