package dev.starbeam.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.reject.RowCounts;
import dev.starbeam.report.RunSummary;
import dev.starbeam.report.RunSummary.CheckLine;
import dev.starbeam.report.RunSummary.InputFile;
import dev.starbeam.report.RunSummary.TableLine;
import dev.starbeam.report.screen.EndScreen;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryJsonTest {
    private static final RowCounts BALANCED = new RowCounts(
            "fact_orders", 1000, 990, Map.of("ORPHAN", 4L), Map.of("test", 5L), 1, Map.of("orphans.customer_key", 4L));

    @Test
    void namesStayAsTheyAre() throws IOException {
        JsonNode json = new ObjectMapper().readTree(SummaryJson.of(summary(BALANCED)));
        assertThat(json.get("outcome").asText()).isEqualTo("published_with_failures");
        assertThat(json.get("every_row_accounted_for").asBoolean()).isTrue();
        assertThat(json.get("stages").get(0))
                .hasToString("{\"stage\":\"fact_orders\",\"read\":1000,\"accepted\":990,"
                        + "\"rejected\":4,\"filtered\":5,\"quarantined\":1,\"rejected_by_reason\":{\"ORPHAN\":4},"
                        + "\"filtered_by_name\":{\"test\":5},\"notes\":{\"orphans.customer_key\":4},\"faults\":[]}");
        assertThat(json.get("checks").get(0))
                .hasToString("{\"check\":\"c\",\"table\":\"fact_orders\","
                        + "\"severity\":\"error\",\"status\":\"fail\",\"judged\":1000,\"flagged\":2,\"quarantined\":1,"
                        + "\"share_limits\":[0.0025,0.0725],"
                        + "\"observed\":\"50% \\\"bad\\\"\",\"expected\":\"none\",\"power\":\"2 of 9 keys\","
                        + "\"remedies\":[\"clamp\",\"review\"]}");
        assertThat(json.get("tables").get(0))
                .hasToString("{\"table\":\"star.fact_orders\",\"inserted\":900,\"updated\":80,\"unchanged\":10,"
                        + "\"withdrawn\":7,\"staying\":2}");
        assertThat(json.get("measures").get(0))
                .hasToString("{\"mart\":\"sales\",\"column\":\"amount\",\"published\":7.5,\"with_held\":1234.5}");
        assertThat(json.get("inputs").get(0)).hasToString("{\"file\":\"a.csv\",\"bytes\":12}");
        assertThat(json.get("seconds").get("total").asDouble()).isEqualTo(1.5);
        assertThat(json.get("versions").get("beam").asText()).isEqualTo("2.70.0");
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "pipeline",
                        "batch_id",
                        "outcome",
                        "message",
                        "started_at",
                        "every_row_accounted_for",
                        "inputs",
                        "stages",
                        "checks",
                        "tables",
                        "marts",
                        "measures",
                        "set_aside",
                        "compute",
                        "seconds",
                        "versions");
    }

    @Test
    void aRowThatIsLostShows() throws IOException {
        RowCounts lost = RowCounts.filtering("fact_orders", 10, 8, "test", 1);
        assertThat(new ObjectMapper()
                        .readTree(SummaryJson.of(summary(lost)))
                        .get("every_row_accounted_for")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void theEndScreenShowsStagesChecksRemediesAndTheOutcome() {
        assertThat(EndScreen.of(summary(BALANCED)))
                .containsPattern("fact_orders +1,000 +990 +4 +5 +1\n")
                .contains("  fail  c: 50% \"bad\" (expected none)\n")
                .contains("        no power over 2 of 9 keys\n")
                .contains("        → clamp\n        → review\n")
                .containsPattern(
                        "star.fact_orders +900 inserted +80 updated +10 unchanged\n +7 published rows withdrawn")
                .contains("2 rows stay as published before")
                .contains(
                        "  marts: marts.sales\n      amount of sales: 7.50 published, 1,234.5 with the rows held back\n")
                .endsWith("Done, 100%.  (batch b1, 1.5 s)\n");
    }

    private static RunSummary summary(RowCounts counts) {
        return new RunSummary(
                "shop",
                "b1",
                "published_with_failures",
                "Done, 100%.",
                "2024-01-02T00:00:00Z",
                List.of(new InputFile("a.csv", 12)),
                List.of(counts),
                List.of(new CheckLine(
                        "c",
                        "fact_orders",
                        "error",
                        "fail",
                        1000,
                        2,
                        1,
                        List.of(0.0025, 0.0725),
                        "50% \"bad\"",
                        "none",
                        "2 of 9 keys",
                        List.of("clamp", "review"))),
                List.of(new TableLine("star.fact_orders", 900, 80, 10, 7, 2)),
                List.of("marts.sales"),
                List.of(new RunSummary.MeasureLine(
                        "sales", "amount", new BigDecimal("7.50"), new BigDecimal("1234.5"))),
                List.of(),
                List.of(new RunSummary.ComputeLine("load, merge", "starbeam_load", "xsmall", 12.25, 0.02)),
                Map.of("total", 1.5),
                Map.of("beam", "2.70.0"));
    }
}
