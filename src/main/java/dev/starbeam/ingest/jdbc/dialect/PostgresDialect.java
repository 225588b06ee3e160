package dev.starbeam.ingest.jdbc.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * PostgreSQL: a read-only REPEATABLE READ transaction sees one state, and exports it, so that others on the same server
 * see exactly the same. What is exported can be joined as long as the first transaction is open.
 */
final class PostgresDialect implements Dialect {
    @Override
    public String driver() {
        return "org.postgresql.Driver";
    }

    @Override
    public Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("ApplicationName", "starbeam");
        settings.setProperty("connectTimeout", "30");
        settings.setProperty("tcpKeepAlive", "true");
        return settings;
    }

    @Override
    public void begin(Connection session) throws SQLException {
        session.setReadOnly(true);
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        session.setAutoCommit(false);
    }

    @Override
    public Optional<String> share(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
            row.next();
            return Optional.of(row.getString(1));
        }
    }

    /** A snapshot's name cannot be bound, so it is looked at before it becomes part of a statement. */
    @Override
    public void join(Connection session, String shared) throws SQLException {
        if (!shared.matches("[0-9A-Fa-f-]+")) {
            throw new SQLException("the server named its snapshot in an unknown way");
        }
        begin(session);
        Dialect.execute(session, "SET TRANSACTION SNAPSHOT '" + shared + "'");
    }

    /** Money is shown as the server's locale has it, unless it is asked for as a number. */
    @Override
    public String selected(ColumnShape column, String quoted) {
        return column.typeName().equals("money") ? "CAST(" + quoted + " AS numeric)" : quoted;
    }

    @Override
    public Home home(Connection session, List<String> before) throws SQLException {
        return new Home(null, before.isEmpty() ? session.getSchema() : before.get(before.size() - 1));
    }

    @Override
    public String advice(SQLException failure) {
        return "XX000".equals(failure.getSQLState()) || "22023".equals(failure.getSQLState())
                ? " Connect to the server itself: a pooler may send sessions to different servers."
                : "";
    }
}
