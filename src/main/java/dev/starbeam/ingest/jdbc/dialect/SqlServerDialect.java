package dev.starbeam.ingest.jdbc.dialect;

import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * SQL Server: a transaction under SNAPSHOT isolation sees one state, from its first read on. The database must allow
 * that isolation. Sessions cannot share what they see, so one session reads everything.
 */
final class SqlServerDialect implements Dialect {
    /** {@code SQLServerConnection.TRANSACTION_SNAPSHOT}. */
    private static final int SNAPSHOT = 4096;

    private static final int SNAPSHOT_NOT_ALLOWED = 3952;

    @Override
    public String driver() {
        return "com.microsoft.sqlserver.jdbc.SQLServerDriver";
    }

    @Override
    public Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("applicationName", "starbeam");
        settings.setProperty("responseBuffering", "adaptive");
        return settings;
    }

    @Override
    public void begin(Connection session) throws SQLException {
        session.setTransactionIsolation(SNAPSHOT);
        session.setAutoCommit(false);
    }

    @Override
    public String count() {
        return "COUNT_BIG";
    }

    @Override
    public Home home(Connection session, List<String> before) throws SQLException {
        String catalog = before.size() > 1 ? before.get(0) : session.getCatalog();
        return new Home(catalog, before.isEmpty() ? session.getSchema() : before.get(before.size() - 1));
    }

    /**
     * Asks the catalog of the session's own database, which shows whoever may read a table also its pages. Units of large
     * objects (type 2) belong to the partition, others to what holds its rows.
     */
    @Override
    public OptionalLong storedBytes(Connection session, TableName table, String quoted) throws SQLException {
        if (table.parts().size() > 2) {
            return OptionalLong.empty();
        }
        return Dialect.number(session, """
                SELECT SUM(a.used_pages) * 8192 FROM sys.partitions p
                JOIN sys.allocation_units a
                    ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE p.hobt_id END
                WHERE p.object_id = OBJECT_ID(?) AND p.index_id IN (0, 1)""", quoted);
    }

    @Override
    public String advice(SQLException failure) {
        return failure.getErrorCode() == SNAPSHOT_NOT_ALLOWED
                ? " Let its administrator run: ALTER DATABASE … SET ALLOW_SNAPSHOT_ISOLATION ON."
                : "";
    }
}
