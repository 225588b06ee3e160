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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code starbeam ddl --seed} adds what a run would, which then finds nothing to add. */
class SeedScriptTest {
    private static final String DAYS = "select * from star.dim_date order by 1";
    private static final String CUSTOMERS = "select customer_key, customer_durable_key, customer_id,"
            + " valid_from::varchar, valid_to::varchar, is_current from star.dim_customers where customer_key = 0";
    private static final String UNKNOWN = "0|0|null|0001-01-01 00:00:00|9999-12-31 00:00:00|true";
    private static final String WRITTEN = "select rows_inserted, rows_updated, rows_unchanged from quality.load_tables"
            + " where table_name ilike 'star.dim_date'";
    private static final int UNKNOWN_AND_SIX_MONTHS = 1 + 31 + 31 + 29 + 31 + 30 + 31;

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void declareTheRangeOfDays() throws Exception {
        shop = Shop.in(directory.resolve("shop"))
                .withVersions()
                .declaring("from: 2023-12-01, to: 2024-05-31, holidays: GB", "holidays: GB");
    }

    @Test
    void onDuckDb() throws Exception {
        Path seeded = directory.resolve("seeded.duckdb");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + seeded);
                Statement statement = duck.createStatement()) {
            statement.execute(shop.ddl("--dialect=duckdb"));
            String seed = shop.ddl("--dialect=duckdb", "--seed");
            statement.execute(seed);
            List<String> days = Published.rows(duck, DAYS);
            statement.execute(seed);
            assertThat(Published.rows(duck, DAYS)).isEqualTo(days).hasSize(UNKNOWN_AND_SIX_MONTHS);
            assertThat(Published.rows(duck, CUSTOMERS)).containsExactly(UNKNOWN);
        }
        shop.run("--batchId=one").expecting(0);
        List<String> published = Published.rows(shop.warehouse(), DAYS);
        assertThat(Published.rows(seeded, DAYS)).isEqualTo(published);
        shop.run("--batchId=one", "--warehouse=duckdb:" + seeded).expecting(0);
        assertThat(Published.rows(seeded, DAYS)).isEqualTo(published);
        assertThat(Published.rows(seeded, CUSTOMERS)).containsExactly(UNKNOWN);
        assertThat(Published.rows(seeded, WRITTEN)).containsExactly("0|0|" + (UNKNOWN_AND_SIX_MONTHS - 1));
    }

    @Test
    void onSnowflake() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "pat");
        try (SnowflakeStandIn standIn = SnowflakeStandIn.start(directory.resolve("stages"))) {
            StandInScript.run(standIn, shop.ddl("--dialect=snowflake"));
            String seed = shop.ddl("--dialect=snowflake", "--seed");
            StandInScript.run(standIn, seed);
            StandInScript.run(standIn, seed);
            shop.run("--batchId=one").expecting(0);
            List<String> published = Published.rows(shop.warehouse(), DAYS);
            assertThat(rows(standIn, DAYS)).isEqualTo(published).hasSize(UNKNOWN_AND_SIX_MONTHS);
            String uri = "snowflake://fake/starbeam?user=u&access_token=file:" + token + "&address=http://127.0.0.1:"
                    + standIn.port();
            shop.run("--batchId=one", "--warehouse=" + uri).expecting(0);
            assertThat(rows(standIn, DAYS)).isEqualTo(published);
            assertThat(rows(standIn, CUSTOMERS)).containsExactly(UNKNOWN);
            assertThat(rows(standIn, WRITTEN)).containsExactly("0|0|" + (UNKNOWN_AND_SIX_MONTHS - 1));
        }
    }

    @Test
    void daysThatFollowFromTheFactsAreNoSeed() throws Exception {
        shop.declaring("from: 2023-12-01, holidays", "from: 2023-12-01, to: 2024-05-31, holidays");
        assertThat(shop.ddl("--dialect=duckdb", "--seed"))
                .contains("insert into \"star\".\"dim_date\" (\"date_key\") select 0")
                .doesNotContain("values");
    }

    private static List<String> rows(SnowflakeStandIn standIn, String sql) throws SQLException {
        try (Connection look = standIn.backdoor()) {
            return Published.rows(look, sql);
        }
    }
}
