package dev.starbeam.ingest.jdbc.dialect;

import dev.starbeam.model.source.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * MySQL and MariaDB, both through MariaDB's driver: a transaction that begins with a consistent snapshot sees one state
 * of all InnoDB tables. Sessions cannot share it, so one session reads everything. Times are those of UTC.
 */
final class MySqlDialect implements Dialect {
    @Override
    public String driver() {
        return "org.mariadb.jdbc.Driver";
    }

    @Override
    public String url(DatabaseUrl declared) {
        return declared.text().replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    }

    @Override
    public Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("connectTimeout", "30000");
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("connectionTimeZone", "UTC");
        // A year is no date, and TINYINT(1) holds more than true and false.
        settings.setProperty("yearIsDateType", "false");
        settings.setProperty("tinyInt1isBit", "false");
        return settings;
    }

    @Override
    public void begin(Connection session) throws SQLException {
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Dialect.execute(session, "SET SESSION time_zone = '+00:00'");
        session.setAutoCommit(false);
        Dialect.execute(session, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    }

    @Override
    public Home home(Connection session, List<String> before) throws SQLException {
        return new Home(before.isEmpty() ? session.getCatalog() : before.get(before.size() - 1), null);
    }
}
