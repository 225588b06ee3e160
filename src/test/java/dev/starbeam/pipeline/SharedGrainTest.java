package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starbeam.cli.CommandLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that share their grain can't be published: the gate says so, whatever is declared, and the audit agrees. */
class SharedGrainTest {
    private static final String TWICE = "3,b,1,9.00,2024-03-02 00:00:00\n";
    private static final String GRAIN = "fact_orders.grain(order_id)";

    @TempDir
    Path directory;

    @Test
    void duplicatesThatAreOnlyWarnedOfStopTheBatchWithASummary() throws Exception {
        Shop shop = Shop.in(directory).withOrders(TWICE);

        PipelineRun stopped = shop.run().expecting(1);

        assertThat(stopped.check("fact_orders.unique(order_id)").get("status").asText())
                .isEqualTo("warn");
        JsonNode grain = stopped.check(GRAIN);
        assertThat(grain.get("status").asText()).isEqualTo("fail");
        assertThat(grain.get("flagged").asLong()).isEqualTo(2);
        assertThat(grain.get("judged").asLong()).isEqualTo(5);
        assertThat(grain.get("remedies")).isNotEmpty();
        assertThat(stopped.out())
                .contains("Nothing was published: 2 rows of fact_orders share their grain (order_id) with another")
                .doesNotContain("--onQualityFailure=warn publishes");
        assertThat(stopped.summary().get("outcome").asText()).isEqualTo("stopped_by_gate");
        assertThat(stopped.err()).isEmpty();
    }

    @Test
    void noOneCanOverruleThat() throws Exception {
        Shop shop = Shop.in(directory).withOrders(TWICE).declaring("", "  - {check: unique, severity: warn}\n");
        shop.run("--onQualityFailure=warn").expecting(1);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select count(*) from information_schema.tables where table_name = 'fact_orders'"))
                .containsExactly("0");
    }

    @Test
    void nullIsEqualToNullInAGrain() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("grain: [order_id, customer_id]", "grain: [order_id]")
                .declaring("{check: unique, severity: error}", "{check: unique, severity: warn}")
                .declaring(
                        "{check: unique, columns: [customer_id], id: by customer, severity: warn}\n  - {check: references",
                        "{check: references");
        shop.run().expecting(0);
        CommandLine audit = CommandLine.run(List.of(
                "audit",
                "--pipeline=" + directory,
                "--var=raw=" + directory,
                "--warehouse=duckdb:" + shop.warehouse(),
                "--report=" + directory.resolve("audit")));
        assertThat(audit.out())
                .containsPattern("pass +4 +0 +fact_orders.unique\\(order_id, customer_id\\)")
                .containsPattern("warn +3 +2 +by customer");

        PipelineRun stopped =
                shop.withOrders("4,,1,9.00,2024-03-02 00:00:00\n").run().expecting(1);
        JsonNode unique = stopped.check("fact_orders.unique(order_id, customer_id)");
        assertThat(unique.get("judged").asLong()).isEqualTo(5);
        assertThat(unique.get("flagged").asLong()).isEqualTo(2);
        assertThat(stopped.check("by customer").get("judged").asLong()).isEqualTo(3);
    }
}
