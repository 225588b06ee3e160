package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.DirtKind;
import dev.starbeam.generate.DirtReport.TableReport;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.oracle.SqlOracle;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole pipelines publish what SQL finds in the same files, cell by cell. */
class SqlOracleTest {
    private static final String ORDER_COLUMNS = "order_id, line_number, f.customer_id, f.product_id, quantity,"
            + " unit_price, total_amount, order_status, ordered_at, shipped_at, delivered_at, f.updated_at";

    @TempDir
    Path directory;

    @Test
    void theSeedRowsOfCustomerAnalytics() throws Exception {
        PipelineRun run = PipelineRun.shipped("customer_analytics");
        try (SqlOracle oracle = oracle("customer_analytics", Path.of("pipelines/customer_analytics/data/seed"), run)) {
            customerAnalyticsAgrees(oracle, run);
            assertThat(run.stage("fact_orders").get("quarantined").asLong()).isEqualTo(1);
        }
    }

    @Test
    void heavilyDirtyRowsOfCustomerAnalytics() throws Exception {
        Path raw = directory.resolve("raw");
        TableReport hidden = DataGenerator.write(GenerateSettings.parse(
                        Map.of("orders", "20000", "dirt", "heavy", "files", "4", "out", raw.toString())))
                .tables()
                .get("raw_orders");
        PipelineRun run = PipelineRun.in(
                        directory,
                        "--pipeline=pipelines/customer_analytics",
                        "--var=raw=" + raw,
                        "--onQualityFailure=warn")
                .expecting(0);
        try (SqlOracle oracle = oracle("customer_analytics", raw, run)) {
            customerAnalyticsAgrees(oracle, run);
        }
        assertThat(run.stage("raw_orders").get("read").asLong()).isEqualTo(hidden.rows());
        assertThat(run.stage("stg_orders.deduplicate").get("filtered").asLong())
                .isEqualTo(hidden.rowsWith(DirtKind.DUPLICATE) + hidden.rowsWith(DirtKind.LATE_UPDATE));
        assertThat(run.stage("stg_orders")
                        .get("notes")
                        .get("unparsable.quantity")
                        .asLong())
                .isEqualTo(hidden.kinds().get(DirtKind.BAD_NUMBER).columns().get("quantity"));
    }

    @Test
    void allOfOnlineRetail() throws Exception {
        PipelineRun run = PipelineRun.shipped("online_retail");
        try (SqlOracle oracle = oracle("online_retail", Path.of("pipelines/online_retail/data"), run)) {
            agrees(
                    oracle,
                    "expected.dim_customers",
                    "SELECT customer_id, country FROM p.star.dim_customers" + " WHERE customer_key <> 0");
            agrees(
                    oracle,
                    "expected.dim_products",
                    "SELECT product_id, description, product_type"
                            + " FROM p.star.dim_products WHERE product_key <> 0");
            datesAgree(oracle);
            String columns = "order_id, f.product_id, f.description, quantity, unit_price, total_amount, ordered_at,"
                    + " f.customer_id, f.country, order_status, ordered_date_key";
            agrees(
                    oracle,
                    "(SELECT " + columns + ", customer_id, product_id FROM expected.fact_orders f)",
                    "SELECT " + columns + ", c.customer_id, p.product_id FROM p.star.fact_orders f"
                            + " JOIN p.star.dim_customers c USING (customer_key)"
                            + " JOIN p.star.dim_products p USING (product_key)");
            stagesAgree(oracle, run);
            flagsAgree(oracle, "negative_price OR far_from_mean");
        }
        assertThat(run.stage("raw_order_lines").get("read").asLong()).isEqualTo(541_909);
        assertThat(run.stage("fact_orders").get("accepted").asLong()).isEqualTo(526_454);
        assertThat(run.stage("fact_orders").get("quarantined").asLong()).isEqualTo(10_187);
        assertThat(Published.count(run.warehouse(), "star.fact_orders")).isEqualTo(526_454);
    }

    private static void customerAnalyticsAgrees(SqlOracle oracle, PipelineRun run) throws SQLException {
        agrees(
                oracle,
                "expected.dim_customers",
                "SELECT customer_id, name, email, phone, street, city, state,"
                        + " postal_code, country, created_at, updated_at FROM p.star.dim_customers WHERE customer_key <> 0");
        agrees(
                oracle,
                "expected.dim_products",
                "SELECT product_id, name, category, subcategory, brand, price,"
                        + " currency, updated_at FROM p.star.dim_products WHERE product_key <> 0");
        datesAgree(oracle);
        agrees(
                oracle,
                "(SELECT " + ORDER_COLUMNS + ", customer_member, product_member, ordered_date_key"
                        + " FROM expected.fact_orders f)",
                "SELECT " + ORDER_COLUMNS + ", c.customer_id, p.product_id, ordered_date_key"
                        + " FROM p.star.fact_orders f"
                        + " JOIN p.star.dim_customers c USING (customer_key)"
                        + " JOIN p.star.dim_products p USING (product_key)");
        stagesAgree(oracle, run);
        castFailuresAgree(oracle, run);
        flagsAgree(oracle, "far_from_mean");
    }

    private static SqlOracle oracle(String pipeline, Path raw, PipelineRun run) throws Exception {
        SqlOracle oracle = SqlOracle.of(pipeline, raw);
        oracle.execute("ATTACH '" + run.warehouse() + "' AS p (READ_ONLY)");
        return oracle;
    }

    private static void agrees(SqlOracle oracle, String expected, String published) throws SQLException {
        String expectedRows = "SELECT * FROM " + expected;
        assertThat(oracle.rows("(" + expectedRows + ") EXCEPT ALL (" + published + ") LIMIT 5"))
                .as("in %s, not published", expected)
                .isEmpty();
        assertThat(oracle.rows("(" + published + ") EXCEPT ALL (" + expectedRows + ") LIMIT 5"))
                .as("published, not in %s", expected)
                .isEmpty();
        assertThat(oracle.number("SELECT count(*) FROM (" + published + ")")).isPositive();
    }

    private static void datesAgree(SqlOracle oracle) throws SQLException {
        agrees(
                oracle,
                "expected.dim_date",
                "SELECT date_key, calendar_date, year, quarter, month, day_of_week, iso_week, iso_week_year,"
                        + " fiscal_year FROM p.star.dim_date WHERE date_key <> 0");
    }

    private static void stagesAgree(SqlOracle oracle, PipelineRun run) throws SQLException {
        for (String row : oracle.rows(
                "SELECT stage, read, accepted, rejected, filtered, quarantined" + " FROM expected.stages")) {
            String stage = row.substring(0, row.indexOf('|'));
            JsonNode first = run.stage(stage);
            boolean deduplicated =
                    run.summary().get("stages").findValuesAsText("stage").contains(stage + ".deduplicate");
            JsonNode last = deduplicated ? run.stage(stage + ".deduplicate") : first;
            long filtered = first.get("filtered").asLong()
                    + (deduplicated ? last.get("filtered").asLong() : 0);
            assertThat(stage + "|" + first.get("read") + "|" + last.get("accepted") + "|" + first.get("rejected") + "|"
                            + filtered + "|" + first.get("quarantined"))
                    .isEqualTo(row);
        }
        assertThat(run.summary().get("every_row_accounted_for").asBoolean()).isTrue();
    }

    private static void castFailuresAgree(SqlOracle oracle, PipelineRun run) throws SQLException {
        Map<String, Long> noted = new TreeMap<>();
        run.stage("stg_orders").get("notes").properties().forEach(note -> {
            if (note.getKey().startsWith("unparsable.")) {
                noted.put(
                        note.getKey().substring("unparsable.".length()),
                        note.getValue().asLong());
            }
        });
        assertThat(noted).isEqualTo(oracle.numbers("SELECT name, failures FROM expected.cast_failures"));
    }

    /** The rows outside the fences and those set aside, by the flags that are listed. */
    private static void flagsAgree(SqlOracle oracle, String quarantined) throws SQLException {
        String fromQuality = "SELECT count(DISTINCT source_file || '@' || source_offset)"
                + " FROM p.quality.quarantined_rows WHERE table_name = 'fact_orders' AND ";
        assertThat(oracle.number(fromQuality + "action = 'quarantine'"))
                .isEqualTo(oracle.number("SELECT count(*) FROM expected.judged_orders WHERE " + quarantined));
        assertThat(oracle.number(fromQuality + "check_id LIKE '%iqr%'"))
                .isEqualTo(oracle.number("SELECT count(*) FROM expected.judged_orders WHERE outside_fences"));
        assertThat(oracle.number(fromQuality + "check_id LIKE '%zscore%'"))
                .isEqualTo(oracle.number("SELECT count(*) FROM expected.judged_orders WHERE far_from_mean"));
    }
}
