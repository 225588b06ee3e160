package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.run.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdlCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "online_retail, snowflake", "online_retail, duckdb",
        "customer_analytics, snowflake", "customer_analytics, duckdb",
        "northwind, snowflake", "northwind, duckdb"
    })
    void theScriptsBesideThePipelinesAreThoseOfTheirDeclarations(String pipeline, String dialect) throws IOException {
        compare(
                Path.of("pipelines", pipeline, "sql", dialect + ".sql"),
                "--pipeline=pipelines/" + pipeline,
                "--dialect=" + dialect);
        compare(
                Path.of("pipelines", pipeline, "sql", dialect + "-seed.sql"),
                "--pipeline=pipelines/" + pipeline,
                "--dialect=" + dialect,
                "--seed");
    }

    private void compare(Path script, String... words) throws IOException {
        out.reset();
        assertThat(ddl(words)).isEqualTo(ExitCode.DONE);
        if ("write".equals(System.getProperty("starbeam.docs"))) {
            Files.createDirectories(script.toAbsolutePath().getParent());
            Files.writeString(script, text(out));
        }
        assertThat(Files.readString(script))
                .as(script + " is stale: mvn test -Dtest=DdlCommandTest -Dstarbeam.docs=write")
                .isEqualTo(text(out));
    }

    @Test
    void martsArePrintedAsEachWarehouseGetsThem() {
        assertThat(ddl("--dialect=snowflake", "--pipeline=pipelines/customer_analytics", "--marts"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text(out))
                .contains("create or replace transient table \"MARTS\".\"CUSTOMER_SALES\" as\n")
                .contains("median(datediff('day', ");
        out.reset();
        assertThat(ddl("--dialect=duckdb", "--pipeline=pipelines/customer_analytics", "--marts"))
                .isEqualTo(ExitCode.DONE);
        assertThat(text(out)).contains("create or replace table marts.\"customer_sales\" as (\n");
    }

    @Test
    void theDatabaseIsNamedAsAsked() {
        ddl("--dialect=snowflake", "--database=My Data");
        assertThat(text(out))
                .contains(
                        "create database if not exists \"My Data\" default_ddl_collation", "use database \"My Data\";");
    }

    @Test
    void aMissingOrUnknownDialectIsNamed() {
        assertThat(ddl()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ddl("--dialect=oracle")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(ddl("--dialect=duckdb", "--dialekt=x")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(text(err)).isEqualTo("""
                        starbeam: ddl needs --dialect=duckdb or --dialect=snowflake
                        starbeam: --dialect=oracle: expected duckdb or snowflake
                        starbeam: no option is called --dialekt; did you mean --dialect?
                        See starbeam ddl --help.
                        """);
        assertThat(text(out)).isEmpty();
    }

    private ExitCode ddl(String... words) {
        return new CommandRun(new DdlCommand(print(out)), print(out), print(err)).of(List.of(words));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
