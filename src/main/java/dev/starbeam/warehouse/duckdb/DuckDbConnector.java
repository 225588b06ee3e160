package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** Opens database files. What a query finds is passed on as it is read. */
final class DuckDbConnector {
    /** The pipeline's own heap lives in the same process; what does not fit goes to a temporary file beside ours. */
    private static final String MEMORY_LIMIT = "640MB";

    /**
     * Of that, what is kept for blocks once it was used. Otherwise each goes back to the system when it is done with, and
     * half a million page faults fetch it anew while ten million rows are published.
     */
    private static final String KEPT_FOR_BLOCKS = "256MB";

    /** How long to wait for another process when nothing is said. */
    static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 100;

    private DuckDbConnector() {}

    /**
     * For the one process that writes.
     *
     * @throws WarehouseException when it is locked, is no DuckDB database, can't be written or was written by a newer
     *     program, saying what to do
     */
    static Connection toWrite(Path file, Duration wait) {
        Properties settings = new Properties();
        // Tables have no order; keeping the files' would make loading sequential and buffer it.
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("memory_limit", MEMORY_LIMIT);
        settings.setProperty("block_allocator_memory", KEPT_FOR_BLOCKS);
        return connect(file, settings, wait, true);
    }

    /**
     * Beside others that only read.
     *
     * @throws WarehouseException when it is locked, is no DuckDB database or can't be read, saying what to do
     */
    static Connection toRead(Path file, Duration wait) {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        return connect(file, settings, wait, false);
    }

    /** A process that writes has the file for as long as it publishes, and threads that look for a moment. */
    private static Connection connect(Path file, Properties settings, Duration wait, boolean toWrite) {
        long begin = System.nanoTime();
        while (true) {
            try {
                return connect(file, settings);
            } catch (WarehouseException e) {
                boolean passes = DuckDbFaults.isLocked(e) || toWrite && DuckDbFaults.isOpenOtherwise(e);
                if (!passes || System.nanoTime() - begin >= wait.toNanos()) {
                    throw e;
                }
                pause(e);
            }
        }
    }

    private static void pause(WarehouseException locked) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw locked;
        }
    }

    /** Asks the driver itself: DriverManager would first load every other driver on the class path, which takes a second. */
    private static Connection connect(Path file, Properties settings) {
        settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            return ofKnownFormat(Objects.requireNonNull(new DuckDBDriver().connect("jdbc:duckdb:" + file, settings)));
        } catch (SQLException e) {
            throw DuckDbFaults.explain(file, e);
        }
    }

    private static Connection ofKnownFormat(Connection connection) throws SQLException {
        try {
            SqlSession session = new SqlSession(connection, StatementObserver.NONE);
            // Else what marts make of times with a zone, and of today, would be the machine's.
            session.execute("set TimeZone = 'UTC'");
            new FormatVersion(session, new DuckDbDdl()).requireKnown();
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** @throws WarehouseException when there can't be one */
    static void createDirectoryOf(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new WarehouseException(
                    "warehouse " + file + " is a directory; give a file in it: " + file + "/warehouse.duckdb");
        }
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new WarehouseException(
                    "warehouse " + file + ": its directory can't be created (" + e + "); choose another place", e);
        }
    }
}
