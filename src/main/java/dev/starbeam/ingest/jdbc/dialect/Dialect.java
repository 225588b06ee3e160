package dev.starbeam.ingest.jdbc.dialect;

import dev.starbeam.model.source.DatabaseUrl;
import dev.starbeam.model.source.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What one kind of database does in its own way. */
public interface Dialect {
    /** What is only an estimate must not take long. */
    int QUERY_SECONDS = 5;

    /** The dialect of a database. */
    static Dialect of(DatabaseUrl url) {
        return switch (url.database()) {
            case POSTGRESQL -> new PostgresDialect();
            case MYSQL, MARIADB -> new MySqlDialect();
            case SQL_SERVER -> new SqlServerDialect();
        };
    }

    /** The driver's class. */
    String driver();

    /** The URL as the driver wants it. */
    default String url(DatabaseUrl declared) {
        return declared.text();
    }

    /** Settings of a session that reads. */
    Properties settings();

    /** Begins the transaction that sees one state of the database until it ends. Runs before any other statement. */
    void begin(Connection session) throws SQLException;

    /** A name for what the transaction sees, where another session can see it too. */
    default Optional<String> share(Connection session) throws SQLException {
        return Optional.empty();
    }

    /** Begins a transaction that sees what another shares. */
    default void join(Connection session, String shared) throws SQLException {
        throw new UnsupportedOperationException("sessions of this database do not share what they see");
    }

    /** A column's value as it is asked for; {@code quoted} is its name. */
    default String selected(ColumnShape column, String quoted) {
        return quoted;
    }

    /** The function that counts without overflow. */
    default String count() {
        return "COUNT";
    }

    /**
     * How many bytes a table takes where it is stored, as the server keeps account of it; nothing where it keeps none, as
     * for views.
     *
     * @param quoted the table's name as it stands in statements
     */
    OptionalLong storedBytes(Connection session, TableName table, String quoted) throws SQLException;

    /** Catalog and schema, either maybe {@code null}, in which a table with these names before its own is. */
    Home home(Connection session, List<String> before) throws SQLException;

    /** What else to say of a failure that only this database has; empty if nothing. */
    default String advice(SQLException failure) {
        return "";
    }

    /** Where a table is, as drivers' metadata know it. */
    record Home(@Nullable String catalog, @Nullable String schema) {}

    /** The number that a query finds, whose parameters are texts; nothing when it finds no row, or NULL. */
    static OptionalLong number(Connection session, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? first(rows) : OptionalLong.empty();
            }
        }
    }

    private static OptionalLong first(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** Runs a statement without result. */
    static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
