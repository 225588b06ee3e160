package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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

    private DuckDbConnector() {}

    /**
     * For the one process that writes.
     *
     * @throws WarehouseException when it is locked, is no DuckDB database, can't be written or was written by a newer
     *     program, saying what to do
     */
    static Connection toWrite(Path file) {
        Properties settings = new Properties();
        // Tables have no order; keeping the files' would make loading sequential and buffer it.
        settings.setProperty("preserve_insertion_order", "false");
        settings.setProperty("memory_limit", MEMORY_LIMIT);
        settings.setProperty("block_allocator_memory", KEPT_FOR_BLOCKS);
        return connect(file, settings);
    }

    /**
     * Beside others that only read.
     *
     * @throws WarehouseException when it is locked, is no DuckDB database or can't be read, saying what to do
     */
    static Connection toRead(Path file) {
        Properties settings = new Properties();
        settings.setProperty("duckdb.read_only", "true");
        return connect(file, settings);
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
}
