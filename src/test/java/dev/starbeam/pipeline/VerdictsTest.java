package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and sentences say what is so. */
class VerdictsTest {
    @TempDir
    Path directory;

    @Test
    void anOverruledBatchThatIsRunAgainIsKnown() throws Exception {
        Shop shop = Shop.in(directory).withOrders("5,b,1,-9.99,2024-03-02 00:00:00\n");
        shop.run("--onQualityFailure=warn").expecting(0);
        PipelineRun again = shop.run().expecting(0);
        assertThat(again.summary().get("outcome").asText()).isEqualTo("already_published");
        assertThat(again.out()).doesNotContain("Nothing was published");
    }

    @Test
    void aReportThatCantBeWrittenIsToldBeforeAnythingIsRead() throws Exception {
        Shop shop = Shop.in(directory).file("report", "a file");
        PipelineRun refused =
                shop.run("--report=" + directory.resolve("report")).expecting(2);
        assertThat(refused.err()).contains("--report=" + directory.resolve("report"), "can't be written");
        assertThat(shop.warehouse()).doesNotExist();
    }

    @Test
    void aSummaryThatCannotBeWrittenLeavesTheBatchPublishedAndSaysSo() throws Exception {
        Shop shop = Shop.in(directory);
        Path summary = Files.createDirectories(directory.resolve("r/b1.json/x")).getParent();
        PipelineRun run =
                shop.run("--batchId=b1", "--report=" + directory.resolve("r")).expecting(3);
        assertThat(run.err())
                .contains("batch b1 is published; the summary could not be written: " + summary)
                .doesNotContain("nothing was published", "the run failed");
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(4);
        Files.delete(summary.resolve("x"));
        Files.delete(summary);
        assertThat(shop.run("--batchId=b1", "--report=" + directory.resolve("r"))
                        .expecting(0)
                        .out())
                .contains("none of its rows was published again");
    }

    @Test
    void aRunWithNothingNewNamesNoBatchThatNeverWas() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", read: new_files}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "raw_customers: {location: \"${raw}/customers.csv\", read: new_files}",
                        "raw_customers: {location: \"${raw}/customers.csv\"}");
        shop.run().expecting(0);
        String batch = Published.rows(shop.warehouse(), "select batch_id from quality.loads")
                .get(0);
        PipelineRun again = shop.run().expecting(0);
        assertThat(again.out()).contains("Nothing is new: every file was read by a batch that is in");
        assertThat(again.out().replace(batch, "")).doesNotContain("shop-");
    }

    /** What a run with nothing to read tells is its own: its time, its place. */
    @Test
    void theSummaryOfAnEarlierRunIsNamedAndStaysAsItIs() throws Exception {
        Shop shop = Shop.in(directory);
        PipelineRun first = shop.run().expecting(0);
        Path summary = Path.of(first.out().lines().reduce("", (before, line) -> line));
        String told = Files.readString(summary);
        PipelineRun again = shop.run().expecting(0);
        assertThat(Files.readString(summary)).isEqualTo(told);
        assertThat(again.summary().at("/earlier/summary").asText()).isEqualTo(summary.toString());
        assertThat(again.summary().at("/earlier/batch_id"))
                .isEqualTo(first.summary().get("batch_id"));
        assertThat(again.summary().get("started_at"))
                .isNotEqualTo(first.summary().get("started_at"));
        assertThat(again.summary().get("seconds").has("read_and_check")).isFalse();
        assertThat(again.out())
                .containsPattern("was published again\\.  \\([0-9.]+ s\\)\n")
                .contains("The last batch published is "
                        + first.summary().get("batch_id").asText() + "; its summary: " + summary)
                .doesNotContain("accepted");
    }

    @Test
    void martsThatARunHasLeftAreBuiltAndToldByTheNext() throws Exception {
        Shop shop = Shop.in(directory).withMart("cast(country as integer)");
        shop.run().expecting(3);
        PipelineRun again = shop.withMart("upper(country)").run().expecting(0);
        assertThat(again.summary().get("marts").toString()).contains("\"sales\"");
        assertThat(again.out()).contains("Marts that an earlier run had left unbuilt were built: sales");
    }

    /** Screen, JSON and tables are asked of all checks of a run that has every status. */
    @Test
    void aStatusIsOneWordEverywhere() throws Exception {
        Shop shop = Shop.in(directory)
                .withOrders("5,b,1,-9.99,2024-03-02 00:00:00\n6,b,7,1.00,2024-03-02 00:00:00\n")
                .declaring("""
                        - {check: range, column: quantity, max: 6, on_failure: quarantine}
                          - {check: null_rate, column: customer_id, max: 0, severity: warn}
                          - {check: accepted_values, column: order_id, values: [none], id: nobody, max_share: 1}
                          - {check: zscore, column: total_amount, by: customer_id, id: none}
                          - {check: unique, severity: warn}""", "- {check: unique, severity: warn}");
        shop.declaring("columns: [country, note]", "columns: [country]")
                .declaring("country: trim(country)\n      note: nullif(country, country)", "country: trim(country)")
                .declaring(
                        "- {check: accepted_values, table: dim_customers, column: note, values: [x]}\n  - {check: unique,",
                        "- {check: unique,");
        PipelineRun run = shop.run("--onQualityFailure=warn").expecting(0);
        Map<String, String> told = new TreeMap<>();
        run.summary()
                .get("checks")
                .forEach(check -> told.put(
                        check.get("check").asText(), check.get("status").asText()));
        assertThat(Set.copyOf(told.values())).containsExactlyInAnyOrder("pass", "warn", "fail", "held", "not_judged");
        List<String> kept = Published.rows(
                shop.warehouse(), "select check_id || '=' || status from quality.verdicts_now order by check_id");
        assertThat(kept)
                .containsExactlyElementsOf(
                        told.entrySet().stream().map(Object::toString).toList());
        told.forEach((check, status) -> {
            if (!check.contains(".max_")) {
                assertThat(run.out()).containsPattern("\n  " + status + " +" + Pattern.quote(check) + ": ");
            }
        });
        assertThat(Published.rows(shop.warehouse(), "select verdict from quality.runs"))
                .containsExactly("overruled");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select rows_read, rows_accepted + rows_rejected + rows_filtered + rows_quarantined,"
                                + " rows_quarantined from quality.runs"))
                .containsExactly("8|8|1");
    }

    @Test
    void aFlagThatIsFalseIsNotSet() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        assertThat(shop.run("--full-refresh=false").expecting(0).out())
                .contains("none of its rows was published again");
        assertThat(shop.run("--full-refresh=perhaps").expecting(2).err())
                .contains("--full-refresh=perhaps: expected true or false");
    }

    @Test
    void anAuditJudgesWideDecimalsAsTheRunDid() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring(
                        "unit_price: try_to_decimal(unit_price, 18, 6)",
                        "unit_price: try_to_decimal(unit_price, 12, 2)")
                .declaring("total_amount: quantity", "total_amount: quantity * unit_price")
                .file("orders.csv", """
                        order_id,customer_id,quantity,unit_price,ordered_at
                        1,a,2,2000000,2024-01-02 10:00:00
                        2,a,2,3000000,2024-01-02 10:00:00
                        """)
                .declaring("{check: zscore, column: unit_price}\n  - {check: unique", "{check: unique");
        shop.run().expecting(0);
        CommandLine audit = CommandLine.run(List.of(
                "audit",
                "--pipeline=" + directory,
                "--var=raw=" + directory,
                "--warehouse=duckdb:" + shop.warehouse(),
                "--report=" + directory.resolve("audit")));
        assertThat(audit.exitCode()).as(audit.err()).isZero();
    }

    @Test
    void onlyTheReferenceWithOrphansIsNamed() throws Exception {
        Shop shop = Shop.in(directory).withOrders("5,nobody,1,2.00,2024-03-02 00:00:00\n");
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.out())
                .contains(
                        "Add the missing members behind customer_id to the dimension's source and run the batch again; for"
                                + " example customer_id = nobody.");
        assertThat(Files.exists(shop.warehouse())).isTrue();
    }
}
