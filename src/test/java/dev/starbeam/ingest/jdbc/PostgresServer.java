package dev.starbeam.ingest.jdbc;

import dev.starbeam.ResultRows;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A database of a PostgreSQL server that is started once for all tests. The user {@value #READER} may read what is in
 * schema public, and must say its password.
 *
 * @param name the database's name
 */
public record PostgresServer(String name) {
    public static final String READER = "loader";

    /** Of a kind that no other text has, so that it can be looked for. */
    public static final String PASSWORD = "geh'eim-7391";

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    /** A new, empty database. */
    public static PostgresServer newDatabase() throws SQLException {
        String name = "shop" + DATABASES.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection()) {
            run(connection, "create database " + name);
        }
        PostgresServer database = new PostgresServer(name);
        database.execute("alter default privileges in schema public grant select on tables to " + READER);
        return database;
    }

    /** Without a user. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server().getPort() + "/" + name;
    }

    /** A session of the owner. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            run(connection, statements);
        }
    }

    /** Rows as text, columns separated by {@code |}. */
    public List<String> rows(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return ResultRows.joined(result);
        }
    }

    /** A file that holds the reader's password. */
    public static Path passwordFile(Path directory) throws IOException {
        return Files.writeString(directory.resolve("password"), PASSWORD + "\n");
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres started = server;
        if (started == null) {
            started = start();
            server = started;
        }
        return started;
    }

    private static EmbeddedPostgres start() {
        try {
            Path access = Files.createTempFile("pg_hba", ".conf");
            Files.writeString(access, """
                    host all postgres 127.0.0.1/32 trust
                    host all postgres ::1/128 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", access.toString())
                    .setServerConfig("fsync", "off")
                    .start();
            try (Connection connection = started.getPostgresDatabase().getConnection()) {
                run(connection, "create user " + READER + " password '" + PASSWORD.replace("'", "''") + "'");
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
