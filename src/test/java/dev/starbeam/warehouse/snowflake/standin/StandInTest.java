package dev.starbeam.warehouse.snowflake.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stand-in refuses as the service does, through the real driver. */
class StandInTest {
    private static final String OPTIONS =
            " file_format = (type = parquet null_if = ()) match_by_column_name = case_insensitive"
                    + " on_error = abort_statement force = true";

    @TempDir
    Path directory;

    private SnowflakeStandIn standIn;
    private Connection connection;

    @BeforeEach
    void begin() throws Exception {
        standIn = SnowflakeStandIn.start(directory.resolve("stages"));
        standIn.haveStage("\"S\"");
        connection = StandInScript.connect(standIn);
        run("use warehouse \"W\"");
        run("create table if not exists \"T\" (\n    \"N\" number(3, 0) not null,\n    check (\"N\" >= 0)\n)");
    }

    @AfterEach
    void end() throws Exception {
        connection.close();
        standIn.close();
    }

    @Test
    void moreThanAThousandFilesAreRefused() {
        String names = IntStream.range(0, 1001).mapToObj(i -> "'f" + i + "'").collect(Collectors.joining(", "));
        refuses("copy into \"T\" from @\"S\"/ files = (" + names + ")" + OPTIONS, "1 to 1000 names, not 1001");
        refuses("copy into \"T\" from @\"S\"/ files = ()" + OPTIONS, "1 to 1000 names, not 0");
    }

    @Test
    void unknownStagesAndFilesAreRefused() {
        refuses("copy into \"T\" from @\"NONE\"/ files = ('f')" + OPTIONS, "Stage '\"NONE\"' does not exist");
        refuses("copy into \"T\" from @\"S\"/ files = ('f')" + OPTIONS, "'f' was not found");
        refuses("put 'file:///x' @\"NONE\"/", "does not exist");
    }

    @Test
    void valuesThatDontFitAreRefusedAndNothingIsLoaded() throws Exception {
        Path file = directory.resolve("bad.parquet");
        try (Connection duck = standIn.backdoor();
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select 'x' as n) to '" + file + "' (format parquet)");
        }
        run("put 'file://" + file + "' @\"S\"/p/ auto_compress = false overwrite = true");
        refuses("copy into \"T\" from @\"S\"/p/ files = ('bad.parquet')" + OPTIONS, "Failed to load bad.parquet");
        refuses("insert into \"T\" (\"N\") values (null)", "NOT NULL");
        refuses("insert into \"T\" (\"N\") values (-1)", "CHECK");
        refuses("insert into \"T\" (\"N\") values (1000)", "1000");
        assertThat(count()).isZero();
        assertThat(Files.exists(file)).isTrue();
    }

    @Test
    void foreignKeysReferToKeysOfTheirType() throws Exception {
        String fact = "create table if not exists \"F\".\"A\" (\n    \"K\" number(19, 0),\n    foreign key (\"K\")"
                + " references \"F\".\"D\" (\"D_KEY\") not enforced rely\n)";
        run("create schema if not exists \"F\"");
        refuses(fact, "does not exist");
        run("create table if not exists \"F\".\"D\" (\n    \"D_KEY\" number(19, 0) not null\n)");
        refuses(fact, "is no key of");
        run("alter table \"F\".\"D\" add primary key (\"D_KEY\") not enforced norely");
        refuses(
                "alter table \"F\".\"D\" add primary key (\"D_KEY\") not enforced norely",
                "duplicate primary or unique");
        refuses(fact.replace("(19, 0)", "(38, 0)"), "not of the type");
        run(fact);
        try (Statement statement = connection.createStatement();
                ResultSet keys = statement.executeQuery("show imported keys in schema \"D\".\"F\"")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString("fk_column_name")).isEqualTo("K");
            assertThat(keys.getString("pk_table_name")).isEqualTo("D");
        }
    }

    @Test
    void definitionsCommitWhatIsOpen() throws Exception {
        run("begin transaction");
        run("insert into \"T\" (\"N\") values (1)");
        run("use warehouse \"W\"");
        run("create table if not exists \"U\" (\n    \"N\" number(3, 0)\n)");
        run("rollback");
        assertThat(count()).isEqualTo(1);
        run("begin transaction");
        run("insert into \"T\" (\"N\") values (2)");
        run("rollback");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void warehousesResumeByWorkAndAreSuspendedOnce() throws Exception {
        refuses("alter warehouse \"W\" suspend", "Invalid state. Warehouse '\"W\"' cannot be suspended.");
        assertThat(count()).isZero();
        run("alter warehouse \"W\" suspend");
        refuses("alter warehouse \"W\" suspend", "cannot be suspended");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void refuses(String sql, String message) {
        assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class).hasMessageContaining(message);
    }

    private int count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from \"T\"")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
