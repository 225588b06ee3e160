package dev.starbeam.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.starbeam.batch.Field;
import dev.starbeam.model.source.JdbcModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told with the remedy, and without the secret. */
class DatabaseFailureTest {
    private static PostgresServer database;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        database = PostgresServer.newDatabase();
        database.execute(
                "create table orders (id int, at timestamp, note text)",
                "create schema closed",
                "create table closed.t (id int)");
    }

    @Test
    void thePasswordIsFoundInAFile() throws Exception {
        String file = "file:" + PostgresServer.passwordFile(directory);
        assertThat(DatabaseColumns.read(table(file, "public.orders")))
                .extracting(Field::name)
                .containsExactly("id", "at", "note");
    }

    @Test
    void aWrongPassword() throws Exception {
        Path file = Files.writeString(directory.resolve("wrong"), "Wr0ng-" + PostgresServer.PASSWORD);
        assertThat(failure(table("file:" + file, "public.orders")))
                .isEqualTo(at("public.orders") + ": FATAL: password authentication failed for user \"loader\""
                        + " (SQLState 28P01). Check user and password (file:" + file + ").");
    }

    @Test
    void noPassword() {
        assertThat(failure(TableFixture.jdbc(database.url(), "loader", null, "public.orders", null, null, 1)))
                .startsWith(at("public.orders") + ": ")
                .contains("no password was provided")
                .endsWith("Declare user and password: env:NAME or file:PATH.");
    }

    @Test
    void aSecretThatIsNotThere() {
        assertThat(failure(table("env:STARBEAM_TEST_NOWHERE", "public.orders")))
                .isEqualTo(at("public.orders") + ": the environment has no variable STARBEAM_TEST_NOWHERE"
                        + " (env:STARBEAM_TEST_NOWHERE); it must be set where the secret is used, on every"
                        + " worker");
        assertThat(failure(table("file:" + directory.resolve("nowhere"), "public.orders")))
                .contains("the secret cannot be read (file:" + directory.resolve("nowhere") + ")");
    }

    @Test
    void anUnknownTable() throws Exception {
        assertThat(failure(readable("public.ordrs")))
                .startsWith(at("public.ordrs") + ": ERROR: relation \"public.ordrs\" does not exist")
                .endsWith(
                        "(SQLState 42P01). Check the name of the table: it counts as it is spelled, with its schema.");
    }

    @Test
    void aTableThatMayNotBeRead() throws Exception {
        assertThat(failure(readable("closed.t")))
                .contains("permission denied")
                .endsWith("Let its administrator grant SELECT to the user.");
    }

    @Test
    void anUnknownDatabaseAndAnUnreachableServer() {
        assertThat(failure(TableFixture.jdbc(database.url() + "x", "postgres", null, "t", null, null, 1)))
                .endsWith("(SQLState 3D000). Check the name of the database in the url.");
        assertThat(failure(TableFixture.jdbc(
                        "jdbc:postgresql://127.0.0.1:1/shop?loginTimeout=5", "postgres", null, "t", null, null, 1)))
                .startsWith("jdbc:postgresql://127.0.0.1:1/shop/t: Connection to 127.0.0.1:1 refused.")
                .endsWith("(SQLState 08001). Check host and port in the url, and that every worker can reach them.");
    }

    @Test
    void anUnknownColumnAndOneThatCannotBeCut() {
        String message = catchThrowable(
                        () -> TableFixture.rows(TableFixture.table(database, "public.orders", "id", "nota")))
                .getMessage();
        assertThat(message)
                .isEqualTo(at("public.orders") + " has no column \"nota\" that source raw declares; it has \"id\","
                        + " \"at\", \"note\"");
        String type = catchThrowable(() -> TableFixture.rows(
                        TableFixture.cut(TableFixture.table(database, "public.orders", "id"), "note", 2)))
                .getMessage();
        assertThat(type)
                .isEqualTo(at("public.orders") + ": partition_by: note is text; expected an integer, date or"
                        + " timestamp, whose values can be cut into ranges");
    }

    private String at(String table) {
        return database.url() + "/" + table;
    }

    private JdbcModel readable(String table) throws Exception {
        return table("file:" + PostgresServer.passwordFile(directory), table);
    }

    private static JdbcModel table(String password, String table) {
        return TableFixture.jdbc(database.url(), PostgresServer.READER, password, table, null, null, 1);
    }

    private static String failure(JdbcModel jdbc) {
        Throwable thrown = catchThrowable(() -> DatabaseColumns.read(jdbc));
        assertThat(thrown).isInstanceOf(DatabaseException.class);
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(PostgresServer.PASSWORD);
        return thrown.getMessage();
    }
}
