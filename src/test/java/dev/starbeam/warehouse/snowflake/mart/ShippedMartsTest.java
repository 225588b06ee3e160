package dev.starbeam.warehouse.snowflake.mart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.snowflake.query.SnowflakeQuery;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The marts that are shipped can be built on Snowflake; DuckDB builds them in the tests of their pipelines. */
class ShippedMartsTest {
    @ParameterizedTest
    @MethodSource("marts")
    void isTranslated(Path file) throws IOException {
        SnowflakeQuery query = SnowflakeQuery.of(Files.readString(file), SnowflakeSql::name);
        assertThat(query.refusals()).isEmpty();
        assertThat(SnowflakeMartSql.of(mart(file))).isEqualTo(query.sql()).startsWithIgnoringCase(start(file));
    }

    @Test
    void thereAreMartsOfAllPipelines() throws IOException {
        assertThat(marts()).hasSizeGreaterThanOrEqualTo(14);
    }

    private static String start(Path file) throws IOException {
        return Files.readString(file).contains("\nwith ") ? "with" : "select";
    }

    private static MartModel mart(Path file) throws IOException {
        return new MartModel("m", Files.readString(file), Materialization.TABLE, file.toString());
    }

    static List<Path> marts() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("pipelines"))) {
            return files.filter(file -> file.toString().matches(".*[/\\\\]marts[/\\\\][^/\\\\]*\\.sql"))
                    .sorted()
                    .toList();
        }
    }
}
