package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checks hold back is told in rows and in money, under a word of its own. */
class HeldRowsTest {
    private static final String NEGATIVE = "5,b,1,-9.99,2024-03-02 00:00:00\n6,b,2,-0.01,2024-03-02 00:00:00\n";

    @TempDir
    Path directory;

    @Test
    void theScreenTheSummaryAndTheTablesSayHeldWithTheSums() throws Exception {
        Shop shop = Shop.in(directory)
                .withOrders(NEGATIVE)
                .declaring(
                        "{check: non_negative, column: unit_price, on_failure: quarantine}",
                        "{check: non_negative, column: unit_price, severity: error}");
        PipelineRun run = shop.run().expecting(0);

        JsonNode check = run.check("fact_orders.non_negative(unit_price)");
        assertThat(check.get("status").asText()).isEqualTo("held");
        assertThat(check.get("held").get("total_amount").toString()).isEqualTo("{\"held\":-10.01,\"all\":16.99}");
        assertThat(run.out())
                .contains(
                        "held  fact_orders.non_negative(unit_price): 2 of 6 rows (33.33%) held back; total_amount -10.01 of"
                                + " 16.99",
                        "Held back for review, and in no mart: 2 rows of fact_orders, total_amount -10.01.");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select status, rows_flagged from quality.check_results"
                                + " where check_id = 'fact_orders.non_negative(unit_price)'"))
                .containsExactly("held|2");
        assertThat(Published.rows(shop.warehouse(), "select verdict from quality.runs"))
                .containsExactly("held");
    }

    @Test
    void theRunSaysWhatEachMartWouldShowWithThemOnBothWarehouses() throws Exception {
        Shop shop = Shop.in(directory)
                .withOrders(NEGATIVE)
                .file("marts/total.sql", "select sum(amount) as total from marts.sales")
                .file("marts/large.sql", """
                        with sums as (
                            select country, sum(total_amount) as amount
                            from star.fact_orders join star.dim_customers using (customer_key)
                            group by country)
                        select country, amount from sums where amount > 10
                        """)
                .declaring(
                        "{check: non_negative, column: unit_price, on_failure: quarantine}",
                        "{check: non_negative, column: unit_price, severity: error}");
        try (StandInService service = StandInService.start(directory.resolve("service"))) {
            PipelineRun run = shop.run().expecting(0);
            assertThat(run.summary().get("measures"))
                    .hasToString("[" + figure("large", "amount", "20.0", "0") + ","
                            + figure("sales", "amount", "27.0", "16.99") + ","
                            + figure("total", "total", "27.0", "16.99") + "]");
            assertThat(run.out()).contains("amount of sales: 27.00 published, 16.99 with the rows held back");
            PipelineRun snow = shop.run("--warehouse=" + service.uri(), "--report=" + directory.resolve("r"))
                    .expecting(0);
            assertThat(snow.summary().get("measures")).isEqualTo(run.summary().get("measures"));
            service.requireSameAs(shop.warehouse());
        }
    }

    private static String figure(String mart, String column, String published, String withHeld) {
        return "{\"mart\":\"" + mart + "\",\"column\":\"" + column + "\",\"published\":" + published + ",\"with_held\":"
                + withHeld + "}";
    }

    @Test
    void nothingIsAskedWhereNothingIsHeldBack() throws Exception {
        assertThat(Shop.in(directory).run().expecting(0).summary().get("measures"))
                .isEmpty();
    }

    @Test
    void rowCountsCountWhatWillBePublished() throws Exception {
        Shop shop = Shop.in(directory)
                .file(
                        "orders.csv",
                        "order_id,customer_id,quantity,unit_price,ordered_at\n1,a,2,-1.50,2024-01-02 10:00:00\n")
                .declaring(
                        "{check: non_negative, column: unit_price, on_failure: quarantine}\n"
                                + "  - {check: row_count, min: 1}",
                        "{check: non_negative, column: unit_price, severity: error}");
        PipelineRun stopped = shop.run().expecting(1);
        assertThat(stopped.check("fact_orders.row_count").get("observed").asText())
                .isEqualTo("0 rows");
        assertThat(stopped.check("fact_orders.max_rejected").get("status").asText())
                .isEqualTo("fail");
    }

    @Test
    void theFiguresOfARunAddUp() throws Exception {
        Shop shop = Shop.in(directory)
                .withOrders(NEGATIVE + ",b,1,1.00,2024-03-02 00:00:00\n0,b,1,1.00,2024-03-02 00:00:00\n")
                .declaring(
                        "required: [order_id]\n    max_rejected: 0.2\n    filters: {no_test: \"order_id <> '0'\"}",
                        "required: [order_id]")
                .declaring(
                        "{check: non_negative, column: unit_price, on_failure: quarantine}",
                        "{check: non_negative, column: unit_price, severity: error}");
        shop.run().expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select rows_read, rows_accepted, rows_rejected, rows_filtered, rows_quarantined"
                                + " from quality.runs"))
                .containsExactly("10|6|1|1|2");
    }
}
