package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityGateTest {
    private static final String NEGATIVE = "5,b,1,-9.99,2024-03-02 00:00:00\n";

    @TempDir
    Path directory;

    @Test
    void aFailingErrorCheckPublishesNothingAndWarnPublishesAllTheSame() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        Map<String, List<String>> before = Published.everything(shop.warehouse());

        PipelineRun stopped = shop.withOrders(NEGATIVE).run().expecting(1);

        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);
        JsonNode summary = stopped.summary();
        assertThat(summary.get("outcome").asText()).isEqualTo("stopped_by_gate");
        assertThat(summary.get("every_row_accounted_for").asBoolean()).isTrue();
        assertThat(summary.get("tables")).isEmpty();
        JsonNode check = stopped.check("fact_orders.non_negative(unit_price)");
        assertThat(check.get("status").asText()).isEqualTo("fail");
        assertThat(check.get("flagged").asLong()).isEqualTo(1);
        assertThat(check.get("remedies")).isNotEmpty();
        assertThat(stopped.out()).contains("Nothing was published: 1 check", "→ ");
        setAsideRowsCanBeRead(summary);

        PipelineRun warned = shop.run("--onQualityFailure=warn").expecting(0);

        assertThat(warned.summary().get("outcome").asText()).isEqualTo("published_with_failures");
        assertThat(warned.out()).contains("although checks failed, as --onQualityFailure=warn asks");
        assertThat(Published.rows(shop.warehouse(), "select unit_price from star.fact_orders where order_id = '5'"))
                .containsExactly("-9.99");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select action, observed from quality.quarantined_rows where check_id like '%non_negative%'"))
                .containsExactly("keep|unit_price = -9.99");
    }

    @Test
    void moreRejectedRowsThanDeclaredPublishNothing() throws Exception {
        Shop shop = Shop.in(directory).withOrders(",a,1,1.00,2024-03-02 00:00:00\n");

        PipelineRun stopped = shop.run().expecting(1);

        JsonNode check = stopped.check("stg_orders.max_rejected");
        assertThat(check.get("status").asText()).isEqualTo("fail");
        assertThat(check.get("observed").asText()).isEqualTo("1 of 5 rows (20%) rejected");
        assertThat(stopped.out())
                .contains(
                        "fail  stg_orders.max_rejected: 1 of 5 rows (20%) rejected",
                        "max_rejected: no row rejected in 5 stages")
                .doesNotContain("raw_orders.max_rejected");

        shop.declaring("required: [order_id]\n    max_rejected: 0.2", "required: [order_id]")
                .run()
                .expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select table_name, status, rows_judged, rows_flagged from quality.check_results"
                                + " where check_id = 'stg_orders.max_rejected'"))
                .containsExactly("stg_orders|pass|5|1");
    }

    @Test
    void aFileOfWhichNoRowIsLeftPublishesNothing() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("location: \"${raw}/orders*.csv\", max_rejected: 1", "location: \"${raw}/orders*.csv\"")
                .file("orders.csv", "order_id,customer_id,quantity,unit_price,ordered_at\n1,a,2\n2,b\n");

        PipelineRun stopped = shop.run().expecting(1);

        assertThat(stopped.out()).contains("fail  raw_orders.max_rejected: 2 of 2 rows (100%) rejected; none is left");
        assertThat(stopped.summary().get("outcome").asText()).isEqualTo("stopped_by_gate");
    }

    @Test
    void onlyRowsThatWereSetAsideAreListedWhateverAFactIsCalled() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("delivered_rows:", "fact_orders:")
                .file("marts/sales.sql", "-- materialized: view\nselect country from star.dim_customers\n")
                .withOrders(NEGATIVE);
        JsonNode setAside = shop.run().expecting(1).summary().get("set_aside");
        assertThat(setAside).hasSize(1);
        assertThat(setAside.get(0).asText()).contains("/flags-delivered_rows-");
    }

    @Test
    void aSecondRunOfABatchChangesNothing() throws Exception {
        Shop shop = Shop.in(directory);
        PipelineRun first = shop.run().expecting(0);
        Map<String, List<String>> before = Published.everything(shop.warehouse());

        PipelineRun second = shop.run().expecting(0);

        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);
        assertThat(second.summary().get("outcome").asText()).isEqualTo("already_published");
        assertThat(second.summary().get("batch_id")).isEqualTo(first.summary().get("batch_id"));
    }

    @Test
    void anotherBatchAddsItsRowsAndUpdatesThoseItBringsAgain() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        PipelineRun second = shop.file("orders.csv", """
                        order_id,customer_id,quantity,unit_price,ordered_at
                        4,b,1,3.00,2024-03-01 00:00:00
                        5,b,2,7.00,2024-03-02 00:00:00
                        """).run().expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select order_id, customer_id, total_amount from star.fact_orders order by 1"))
                .containsExactly("1|a|3.00", "2|b|20.00", "3|a|1.00", "4|b|3.00", "5|b|14.00");
        assertThat(second.summary().get("outcome").asText()).isEqualTo("published");
    }

    @Test
    void martsAreViewsAndTablesAsTheySay() throws Exception {
        Shop shop = Shop.in(directory);
        PipelineRun run = shop.run().expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select table_name, table_type from information_schema.tables"
                                + " where table_schema = 'marts' order by 1"))
                .containsExactly("countries|BASE TABLE", "sales|VIEW");
        assertThat(Published.rows(shop.warehouse(), "from marts.sales order by all"))
                .containsExactly("France|4.00", "United Kingdom|20.00", "null|3.00");
        assertThat(run.summary().get("marts")).hasSize(2);
    }

    @Test
    void aMartThatFailsIsNamedAndTheStarIsSaidToBePublished() throws Exception {
        Shop shop = Shop.in(directory)
                .file("marts/sales.sql", "select cast(country as integer) as country from star.dim_customers");
        PipelineRun run = shop.run().expecting(3);
        assertThat(run.err())
                .contains(" is published; marts not rebuilt: mart ", "sales.sql", "the star schema is published")
                .doesNotContain("nothing was published");
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(4);
    }

    @Test
    void anOrphanMayFailTheRunBeRejectedOrReferToTheUnknownMember() throws Exception {
        Shop shop = Shop.in(directory).withOrders("5,nobody,1,2.00,2024-03-02 00:00:00\n");

        PipelineRun kept = shop.run().expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select customer_key, customer_id from star.fact_orders where order_id = '5'"))
                .containsExactly("0|nobody");
        assertThat(kept.check("fact_orders.references").get("status").asText()).isEqualTo("warn");

        Map<String, List<String>> before = Published.everything(shop.warehouse());
        PipelineRun failed = shop.declaring("on_orphan: fail", "on_orphan: unknown_member")
                .run()
                .expecting(1);
        assertThat(failed.check("fact_orders.on_orphan(customer_id)")
                        .get("observed")
                        .asText())
                .isEqualTo("1 row without a member of dim_customers");
        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);

        Files.delete(shop.warehouse());
        PipelineRun rejected = shop.declaring("on_orphan: reject", "on_orphan: fail")
                .declaring("grain: [order_id]\n    max_rejected: 0.2", "grain: [order_id]")
                .run()
                .expecting(0);
        assertThat(rejected.stage("fact_orders").get("rejected").asLong()).isEqualTo(1);
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(4);
        assertThat(Published.rows(shop.warehouse(), "select stage, reason, column_name from quality.rejected_rows"))
                .containsExactly("fact_orders|ORPHAN|customer_id");
    }

    @Test
    void rowsThatShareAKeyAreFlaggedOneAndAll() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("{check: unique, severity: warn, on_failure: quarantine}", "{check: unique, severity: warn}")
                .withOrders("2,a,9,9.00,2024-03-02 00:00:00\n");
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.check("fact_orders.unique(order_id)").get("flagged").asLong())
                .isEqualTo(2);
        assertThat(run.stage("fact_orders").get("quarantined").asLong()).isEqualTo(2);
        List<String> rows = Published.rows(
                shop.warehouse(),
                "select \"row\" from quality.quarantined_rows where check_id like '%unique%' order by 1");
        assertThat(rows).hasSize(2);
        JsonNode row = new ObjectMapper().readTree(rows.get(0));
        assertThat(row.get("order_id").asText()).isEqualTo("2");
        assertThat(row.get("total_amount").decimalValue()).isEqualByComparingTo("81.00");
        assertThat(Published.rows(shop.warehouse(), "select order_id from star.fact_orders order by 1"))
                .containsExactly("1", "3", "4");
    }

    private static void setAsideRowsCanBeRead(JsonNode summary) throws Exception {
        assertThat(summary.get("set_aside")).isNotEmpty();
        for (JsonNode file : summary.get("set_aside")) {
            assertThat(path(file.asText())).isRegularFile();
        }
    }

    private static Path path(String file) {
        return file.startsWith("file:") ? Path.of(URI.create(file)) : Path.of(file);
    }
}
