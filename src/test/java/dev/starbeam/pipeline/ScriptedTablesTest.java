package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInScript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code starbeam ddl} makes what a run makes: no table more or less, and each the same. */
class ScriptedTablesTest {
    private static final String SCHEMAS = " schema_name not ilike 'marts' and schema_name not in ('main',"
            + " 'standin_catalogue') and database_name = current_database()";
    private static final String CATALOGUE =
            "select schema_name, table_name, column_name || ' ' || data_type || ' ' || is_nullable || ' ' ||"
                    + " coalesce(column_default, '') || ' ' || coalesce(comment, '') from duckdb_columns() where"
                    + SCHEMAS
                    + " union all select schema_name, table_name, 'table ' || coalesce(comment, '') from duckdb_tables()"
                    + " where" + SCHEMAS
                    + " union all select schema_name, view_name, 'view ' || coalesce(comment, '') from duckdb_views()"
                    + " where" + SCHEMAS
                    + " union all select schema_name, table_name, constraint_text from duckdb_constraints() where"
                    + SCHEMAS
                    + " order by all";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void declareEverythingThatTakesATable() throws Exception {
        shop = Shop.in(directory.resolve("shop"))
                .withVersions()
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", raw: {land: true}}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .declaring("dim_date: {materialized: view, calendar:", "dim_date: {calendar:")
                .file("marts/by_country.sql", """
                        -- materialized: incremental
                        -- group_by: country
                        select c.country, count(*) as orders from star.fact_orders o
                        join star.dim_customers c on c.customer_key = o.customer_key group by c.country
                        """);
    }

    @Test
    void onDuckDb() throws Exception {
        shop.run("--batchId=one").expecting(0);
        try (Connection scripted = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = scripted.createStatement()) {
            String script = shop.ddl("--dialect=duckdb");
            statement.execute(script);
            statement.execute(script);
            List<String> made = withoutGroups(Published.rows(shop.warehouse(), CATALOGUE));
            assertThat(Published.rows(scripted, CATALOGUE)).isEqualTo(made);
            assertThat(made)
                    .anyMatch(row -> row.startsWith("quality|mart_batches|"))
                    .anyMatch(row -> row.startsWith("raw|raw_orders|order_id VARCHAR"))
                    .anyMatch(row -> row.startsWith("star_data|dim_customers_history|"))
                    .anyMatch(row -> row.startsWith("star_data|fact_orders_tombstones|"))
                    .anyMatch(row -> row.startsWith("star|dim_date|view The calendar"));
        }
        assertThat(shop.plan().expecting(0).out()).contains("its tables stay as they are");
    }

    @Test
    void onSnowflake() throws Exception {
        try (SnowflakeStandIn published = SnowflakeStandIn.start(directory.resolve("published"));
                SnowflakeStandIn scripted = SnowflakeStandIn.start(directory.resolve("scripted"))) {
            published.haveStage("\"QUALITY\".\"STARBEAM_STAGE\"");
            run(published);
            String script = shop.ddl("--dialect=snowflake");
            StandInScript.run(scripted, script);
            StandInScript.run(scripted, script);
            List<String> made = withoutGroups(rows(published));
            assertThat(rows(scripted)).isEqualTo(made);
            assertThat(keys(scripted))
                    .isEqualTo(keys(published))
                    .contains(
                            "\"STAR\".\"FACT_ORDERS\"|foreign key|(\"CUSTOMER_KEY\")|\"STAR\".\"DIM_CUSTOMERS\"|false",
                            "\"STAR\".\"FACT_ORDERS\"|foreign key|(\"ORDERED_DATE_KEY\")|\"STAR_DATA\".\"DIM_DATE\"|false");
            assertThat(made)
                    .anyMatch(row -> row.startsWith("RAW|RAW_ORDERS|ORDER_ID VARCHAR"))
                    .anyMatch(row -> row.startsWith("QUALITY|RAW_LANDINGS|SOURCE VARCHAR"))
                    .anyMatch(row -> row.startsWith("QUALITY|PUBLISH_LOCK|table One row"))
                    .anyMatch(row -> row.startsWith("STAR_DATA|FACT_ORDERS_TOMBSTONES|"));
            assertThat(shop.plan("--warehouse=" + uri(published)).expecting(0).out())
                    .contains("its tables stay as they are");
            aRunFindsNothingToMakeAfterTheScript(scripted);
        }
    }

    /** The loader may not create schemas, and Snowflake refuses to even where they are there. */
    private void aRunFindsNothingToMakeAfterTheScript(SnowflakeStandIn scripted) throws Exception {
        scripted.forgetStatements();
        run(scripted);
        assertThat(withoutGroups(scripted.statements()))
                .noneMatch(sql -> sql.matches("(?s)(create (table|schema)|alter table) .*"));
    }

    /** Tables of touched groups are named after the hash of a mart's query, and made by the run that first needs them. */
    private static List<String> withoutGroups(List<String> told) {
        return told.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).contains("mart_by_country_groups_"))
                .toList();
    }

    private void run(SnowflakeStandIn standIn) throws Exception {
        shop.run("--batchId=one", "--warehouse=" + uri(standIn)).expecting(0);
    }

    private String uri(SnowflakeStandIn standIn) throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "pat");
        return "snowflake://fake/starbeam?user=u&access_token=file:" + token + "&address=http://127.0.0.1:"
                + standIn.port();
    }

    private static List<String> keys(SnowflakeStandIn standIn) throws SQLException {
        try (Connection look = standIn.backdoor()) {
            return Published.rows(
                    look, "select table_name, kind, columns, ref_table, rely from standin_catalogue.keys order by all");
        }
    }

    private static List<String> rows(SnowflakeStandIn standIn) throws SQLException {
        try (Connection look = standIn.backdoor()) {
            return Published.rows(look, CATALOGUE);
        }
    }
}
