package dev.starbeam.ingest.jdbc;

import dev.starbeam.ingest.jdbc.dialect.Dialect;
import dev.starbeam.model.source.JdbcModel;
import dev.starbeam.model.source.SecretReference;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions, and puts failures into words.
 *
 * @param jdbc what is declared
 * @param dialect of the database
 */
record DatabaseAccess(JdbcModel jdbc, Dialect dialect) {
    private static final Map<String, String> MEANINGS = Map.of(
            "3D", " Check the name of the database in the url.",
            "08", " Check host and port in the url, and that every worker can reach them.",
            "42501", " Let its administrator grant SELECT to the user.",
            "42P01", " Check the name of the table: it counts as it is spelled, with its schema.",
            "42S02", " Check the name of the table: it counts as it is spelled, with its schema.",
            "S0002", " Check the name of the table: it counts as it is spelled, with its schema.");

    static DatabaseAccess of(JdbcModel jdbc) {
        return new DatabaseAccess(jdbc, Dialect.of(jdbc.url()));
    }

    /** Opens a session; asks for the password only now and forgets it at once. */
    Connection connect() throws DatabaseException {
        Properties settings = dialect.settings();
        String password = jdbc.password() == null ? "" : password(jdbc.password());
        if (jdbc.user() != null) {
            settings.setProperty("user", jdbc.user());
        }
        if (!password.isEmpty()) {
            settings.setProperty("password", password);
        }
        try {
            Connection session = driver().connect(dialect.url(jdbc.url()), settings);
            if (session == null) {
                throw new DatabaseException(jdbc.location() + ": the driver does not understand the url");
            }
            return session;
        } catch (SQLException e) {
            throw new DatabaseException(withoutSecret(describe(e), password));
        }
    }

    /** What to tell people of a failure; drivers' exceptions are not kept, so that nothing in them is shown. */
    DatabaseException failure(SQLException e) {
        return new DatabaseException(describe(e));
    }

    private String password(SecretReference reference) throws DatabaseException {
        try {
            return Secrets.ask(reference);
        } catch (DatabaseException e) {
            throw new DatabaseException(jdbc.location() + ": " + e.getMessage());
        }
    }

    private String describe(SQLException e) {
        String state = e.getSQLState();
        String said = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        String code = state == null ? "" : " (SQLState " + state + ")";
        return jdbc.location() + ": " + said + code + (said.endsWith(".") && code.isEmpty() ? "" : ".")
                + meaning(state == null ? "" : state) + dialect.advice(e);
    }

    private String meaning(String state) {
        if (state.startsWith("28") || state.equals("08004")) {
            @Nullable Object reference = jdbc.password();
            return reference == null
                    ? " Declare user and password: env:NAME or file:PATH."
                    : " Check user and password (" + reference + ").";
        }
        return MEANINGS.entrySet().stream()
                .filter(meaning -> state.startsWith(meaning.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private static String withoutSecret(String message, String password) {
        return password.isEmpty() ? message : message.replace(password, "…");
    }

    /** By name, since a driver manager does not see drivers that came with a job. */
    private Driver driver() {
        try {
            return Class.forName(dialect.driver())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver " + dialect.driver() + " is not on the class path", e);
        }
    }
}
