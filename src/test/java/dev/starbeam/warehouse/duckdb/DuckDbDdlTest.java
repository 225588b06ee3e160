package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.PipelineModel;
import dev.starbeam.model.loading.PipelineLoader;
import dev.starbeam.model.loading.source.LocalHeaders;
import dev.starbeam.model.loading.source.NamedColumns;
import dev.starbeam.model.loading.yaml.Declaration;
import dev.starbeam.model.loading.yaml.InvalidPipelineException;
import dev.starbeam.star.calendar.CalendarDays;
import dev.starbeam.warehouse.ddl.DdlScript;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.PipelineTables;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbDdlTest {
    private static final String CATALOGUE =
            "select schema_name, table_name, column_name, data_type, is_nullable, comment"
                    + " from duckdb_columns() where not internal order by all";

    @ParameterizedTest
    @ValueSource(strings = {"online_retail", "customer_analytics", "northwind"})
    void theScriptMakesWhatPublishingMakes(String name) throws SQLException, InvalidPipelineException {
        PipelineModel model = PipelineLoader.load(
                Path.of("pipelines", name),
                Map.of(),
                any -> null,
                new NamedColumns(new LocalHeaders()),
                Declaration.LANGUAGE);
        try (Connection scripted = DriverManager.getConnection("jdbc:duckdb:");
                Connection published = DriverManager.getConnection("jdbc:duckdb:");
                Statement run = scripted.createStatement()) {
            String script = DdlScript.of(model, CalendarDays.SCHEMA, new DuckDbDdl());
            run.execute(script);
            run.execute(script);
            DuckDbLayout layout = new DuckDbLayout(new SqlSession(published, StatementObserver.NONE));
            layout.apply(PipelineTables.of(model, CalendarDays.SCHEMA));
            assertThat(layout.changes(PipelineTables.of(model, CalendarDays.SCHEMA)))
                    .isEmpty();
            assertThat(catalogue(scripted)).isEqualTo(catalogue(published)).hasSizeGreaterThan(50);
        }
    }

    private static List<List<Object>> catalogue(Connection connection) throws SQLException {
        return new SqlSession(connection, StatementObserver.NONE).query(CATALOGUE);
    }
}
