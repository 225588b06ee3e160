package dev.starbeam.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.DirtKind;
import dev.starbeam.generate.DirtReport;
import dev.starbeam.generate.DirtReport.TableReport;
import dev.starbeam.generate.GenerateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is itself held to what the generator knows, and to the seed rows as counted by hand. */
class CustomerAnalyticsOracleTest {
    private static final Path SEED = Path.of("pipelines/customer_analytics/data/seed");
    private static final Path MARTS = Path.of("pipelines/customer_analytics/marts");

    @TempDir
    Path directory;

    @Test
    void whatTheOracleFindsIsWhatTheGeneratorHid() throws IOException, SQLException {
        DirtReport report = DataGenerator.write(GenerateSettings.parse(
                Map.of("orders", "20000", "dirt", "heavy", "files", "3", "out", directory.toString())));
        TableReport orders = report.tables().get("raw_orders");

        try (SqlOracle oracle = SqlOracle.of("customer_analytics", directory)) {
            assertThat(oracle.rows("SELECT read, rejected, filtered FROM expected.stages WHERE stage = 'stg_orders'"))
                    .containsExactly(orders.rows()
                            + "|"
                            + (orders.rowsWith(DirtKind.MISSING_REQUIRED) + in(orders, DirtKind.BAD_DATE, "ordered_at"))
                            + "|" + (orders.rowsWith(DirtKind.DUPLICATE) + orders.rowsWith(DirtKind.LATE_UPDATE)));
            assertThat(oracle.numbers("SELECT name, failures FROM expected.cast_failures"))
                    .isEqualTo(Map.of(
                            "quantity", in(orders, DirtKind.BAD_NUMBER, "quantity"),
                            "unit_price", in(orders, DirtKind.BAD_NUMBER, "unit_price"),
                            "total_amount", in(orders, DirtKind.BAD_NUMBER, "total_amount"),
                            "ordered_at", in(orders, DirtKind.BAD_DATE, "ordered_at"),
                            "shipped_at", in(orders, DirtKind.BAD_DATE, "shipped_at"),
                            "delivered_at", in(orders, DirtKind.BAD_DATE, "delivered_at")));
            assertThat(oracle.numbers("SELECT name, value FROM expected.measures"))
                    .containsEntry("orphan_customers", in(orders, DirtKind.ORPHAN, "customer_id"))
                    .containsEntry("orphan_products", in(orders, DirtKind.ORPHAN, "product_id"))
                    .containsEntry("null_customers", in(orders, DirtKind.EMPTY, "customer_id"))
                    .containsEntry(
                            "out_of_range",
                            oracle.number("SELECT count(*) FROM expected.judged_orders WHERE quantity > 1000"));
            assertThat(oracle.number("SELECT count(*) FROM expected.dim_customers"))
                    .isEqualTo(2000);
            assertThat(oracle.number("SELECT count(*) FROM expected.dim_products"))
                    .isEqualTo(200);
        }
    }

    @Test
    void theSeedRowsHoldEachKindOfDirt() throws IOException, SQLException {
        try (SqlOracle oracle = SqlOracle.of("customer_analytics", SEED)) {
            assertThat(oracle.rows("FROM expected.stages ORDER BY stage"))
                    .containsExactly(
                            "fact_orders|51|50|0|0|1",
                            "stg_customers|23|22|1|0|0",
                            "stg_orders|59|51|4|4|0",
                            "stg_products|18|17|1|0|0");
            assertThat(oracle.rows("SELECT order_id, quantity FROM expected.judged_orders WHERE far_from_mean"))
                    .containsExactly("O1021|1000");
        }
    }

    @Test
    void martsRunAndAgreeOnTheRevenue() throws IOException, SQLException {
        try (SqlOracle oracle = SqlOracle.of("customer_analytics", SEED)) {
            publish(oracle);
            List<String> marts = marts(oracle);

            assertThat(marts).hasSize(6);
            for (String mart : marts) {
                assertThat(oracle.number("SELECT count(*) FROM marts." + mart))
                        .as(mart)
                        .isPositive();
            }
            String revenue =
                    oracle.rows("SELECT sum(revenue) FROM marts.customer_sales").get(0);
            assertThat(oracle.rows("SELECT sum(revenue) FROM marts.product_sales"))
                    .containsExactly(revenue);
            assertThat(oracle.rows("SELECT sum(revenue) FROM marts.daily_country_sales"))
                    .containsExactly(revenue);
            assertThat(oracle.rows("SELECT retention FROM marts.cohort_retention WHERE months_since = 0"))
                    .containsOnly("1.0");
        }
    }

    private static long in(TableReport table, DirtKind kind, String column) {
        return table.kinds().get(kind).columns().getOrDefault(column, 0L);
    }

    /** A star of the expected rows, with row numbers for keys. */
    private static void publish(SqlOracle oracle) throws SQLException {
        oracle.execute("""
                CREATE SCHEMA star;
                CREATE SCHEMA marts;
                CREATE TABLE star.dim_customers AS
                SELECT row_number() OVER () AS customer_key, * FROM expected.dim_customers;
                INSERT INTO star.dim_customers (customer_key) VALUES (0);
                CREATE TABLE star.dim_products AS
                SELECT row_number() OVER () AS product_key, * FROM expected.dim_products;
                INSERT INTO star.dim_products (product_key) VALUES (0);
                CREATE TABLE star.dim_date AS FROM expected.dim_date;
                CREATE TABLE star.fact_orders AS
                SELECT f.*, coalesce(c.customer_key, 0) AS customer_key, coalesce(p.product_key, 0) AS product_key
                FROM expected.fact_orders f
                LEFT JOIN star.dim_customers c ON c.customer_id = f.customer_member
                LEFT JOIN star.dim_products p ON p.product_id = f.product_member;
                """);
    }

    private static List<String> marts(SqlOracle oracle) throws IOException, SQLException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(MARTS)) {
            files = listed.sorted().toList();
        }
        for (Path file : files) {
            oracle.execute("CREATE TABLE marts." + name(file) + " AS\n" + Files.readString(file));
        }
        return files.stream().map(CustomerAnalyticsOracleTest::name).toList();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".sql", "");
    }
}
