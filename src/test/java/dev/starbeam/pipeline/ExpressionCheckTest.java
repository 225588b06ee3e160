package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.cli.CommandLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check: expression}, from the declaration to the audit of what was published. */
class ExpressionCheckTest {
    private static final String ID = "fact_orders.expression(unit_price, customer_id)";

    @TempDir
    Path directory;

    @Test
    void rowsThatBreakTheConditionAreSetAsideAndTheWarehouseFindsNoneAmongTheOthers() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "{check: expression, expression: \"unit_price >= 0 or customer_id = 'b'\", on_failure:"
                                + " quarantine}",
                        "{check: non_negative, column: unit_price, severity: error}")
                .withOrders("""
                        5,a,1,-3.00,2024-03-01 00:00:00
                        6,b,1,-1.00,2024-03-01 00:00:00
                        7,,1,-2.00,2024-03-01 00:00:00
                        """);

        PipelineRun run = shop.run().expecting(0);

        assertThat(Published.rows(shop.warehouse(), "select order_id from star.fact_orders order by 1"))
                .as("without the 5th; of the 7th the condition is NULL, and it passes")
                .containsExactly("1", "2", "3", "4", "6", "7");
        assertThat(Published.rows(
                        shop.warehouse(), "select check_id, action, observed, expected from quality.quarantined_rows"))
                .containsExactly(ID + "|quarantine|unit_price = -3.00, customer_id = a|unit_price >= 0 or"
                        + " customer_id = 'b'");
        assertThat(run.check(ID).get("judged").asLong()).isEqualTo(7);

        JsonNode audit = audit(shop);
        assertThat(audit.get("read")).as("the warehouse decides by itself").isEmpty();
        JsonNode check = audit.get("checks").get(0);
        assertThat(check.get("check").asText()).isEqualTo(ID);
        assertThat(check.get("judged").asLong()).isEqualTo(6);
        assertThat(check.get("flagged").asLong()).isZero();
    }

    private JsonNode audit(Shop shop) throws Exception {
        CommandLine audit = CommandLine.run(List.of(
                "audit",
                "--pipeline=" + shop.directory(),
                "--var=raw=" + shop.directory(),
                "--warehouse=duckdb:" + shop.warehouse(),
                "--report=" + directory.resolve("report")));
        assertThat(audit.exitCode()).as(audit.err()).isLessThan(2);
        String[] lines = audit.out().split("\n", -1);
        return new ObjectMapper().readTree(Path.of(lines[lines.length - 2]).toFile());
    }
}
