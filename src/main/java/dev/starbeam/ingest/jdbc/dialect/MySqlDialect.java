package dev.starbeam.ingest.jdbc.dialect;

import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
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

    /** MySQL may answer with what it knew a day ago, unless told not to; MariaDB doesn't know that setting. */
    @Override
    public OptionalLong storedBytes(Connection session, TableName table, String quoted) throws SQLException {
        try {
            Dialect.execute(session, "SET SESSION information_schema_stats_expiry = 0");
        } catch (SQLException notKnown) {
            // Then what it answers is of now.
        }
        String catalog = home(session, table.parts().subList(0, table.parts().size() - 1))
                .catalog();
        return Dialect.number(
                session,
                "SELECT data_length FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                String.valueOf(catalog),
                table.last());
    }

    @Override
    public Home home(Connection session, List<String> before) throws SQLException {
        return new Home(before.isEmpty() ? session.getCatalog() : before.get(before.size() - 1), null);
    }
}
