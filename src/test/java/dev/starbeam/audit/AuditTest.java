package dev.starbeam.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.starbeam.cli.CommandLine;
import dev.starbeam.generate.DataGenerator;
import dev.starbeam.generate.GenerateSettings;
import dev.starbeam.pipeline.PipelineRun;
import dev.starbeam.pipeline.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code starbeam audit} after {@code starbeam run}. */
class AuditTest {
    private static final String QUARANTINE = "severity: warn, on_failure: quarantine";

    @TempDir
    Path directory;

    @Test
    void whereNothingIsSetAsideTheAuditSaysWhatTheRunSaid() throws Exception {
        Path pipeline = customerAnalytics("severity: warn, max_share: 1");
        PipelineRun run = run(pipeline).expecting(0);
        byte[] before = Files.readAllBytes(run.warehouse());

        CommandLine audit = audit(pipeline, run);

        assertThat(results(report(audit))).isEqualTo(results(run.summary())).hasSize(10);
        assertThat(audit.exitCode())
                .isEqualTo(report(audit).get("outcome").asText().equals("passed") ? 0 : 1);
        assertThat(report(audit).get("read")).isEmpty();
        assertThat(audit.out()).contains("Nothing was changed.");
        assertThat(Files.readAllBytes(run.warehouse())).isEqualTo(before);
    }

    @Test
    void rowsThatWereSetAsideAreJudgedNoMore() throws Exception {
        Path pipeline = customerAnalytics(QUARANTINE);
        PipelineRun run = run(pipeline).expecting(0);

        CommandLine audit = audit(pipeline, run);

        long quarantined = run.stage("fact_orders").get("quarantined").asLong();
        assertThat(quarantined).isPositive();
        Map<String, String> inTheRun = results(run.summary());
        Map<String, String> now = results(report(audit));
        assertThat(now.keySet()).isEqualTo(inTheRun.keySet());
        assertThat(judged(report(audit), "row_count")).isEqualTo(judged(run.summary(), "row_count"));
        inTheRun.keySet().stream()
                .filter(check -> check.startsWith("dim_customers"))
                .forEach(check -> assertThat(now).containsEntry(check, inTheRun.get(check)));
    }

    @Test
    void aFailedErrorCheckGivesOneAndMistakesOrNoWarehouseGiveTwoAndThree() throws IOException {
        Shop shop = Shop.in(directory.resolve("shop")).withOrders("5,a,1,-3.00,2024-03-01 00:00:00\n");
        shop.run("--onQualityFailure=warn").expecting(0);
        String[] words = {"--pipeline=" + shop.directory(), "--var=raw=" + shop.directory()};

        CommandLine failed = audit(words[0], words[1], "--warehouse=duckdb:" + shop.warehouse());
        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
        assertThat(failed.out())
                .contains("fail                    5            1  fact_orders.non_negative(unit_price)");
        assertThat(audit(words[0], words[1]).exitCode()).isEqualTo(2);
        assertThat(audit(words[0], words[1], "--warehouse=nowhere").exitCode()).isEqualTo(2);
        CommandLine missing = audit(words[0], words[1], "--warehouse=duckdb:" + directory.resolve("none.duckdb"));
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err()).contains("does not exist, so there is nothing to audit");
        assertThat(directory.resolve("none.duckdb")).doesNotExist();
    }

    private Path customerAnalytics(String zscore) throws IOException {
        Path own = Files.createDirectories(directory.resolve("customer_analytics"));
        String yaml = Files.readString(Path.of("pipelines/customer_analytics/pipeline.yaml"));
        assertThat(yaml).contains(QUARANTINE);
        Files.writeString(own.resolve("pipeline.yaml"), yaml.replace(QUARANTINE, zscore));
        DataGenerator.write(GenerateSettings.parse(Map.of(
                "orders",
                "3000",
                "dirt",
                "heavy",
                "files",
                "1",
                "out",
                directory.resolve("raw").toString())));
        return own;
    }

    private PipelineRun run(Path pipeline) {
        return PipelineRun.in(
                directory.resolve("home"),
                "--pipeline=" + pipeline,
                "--var=raw=" + directory.resolve("raw"),
                "--onQualityFailure=warn");
    }

    private CommandLine audit(Path pipeline, PipelineRun run) {
        return audit(
                "--pipeline=" + pipeline,
                "--var=raw=" + directory.resolve("raw"),
                "--warehouse=duckdb:" + run.warehouse());
    }

    private CommandLine audit(String... words) {
        List<String> all = new ArrayList<>(List.of("audit"));
        all.addAll(List.of(words));
        all.add("--report=" + directory.resolve("report"));
        return CommandLine.run(all);
    }

    private static JsonNode report(CommandLine audit) throws IOException {
        assertThat(audit.exitCode()).as(audit.err()).isLessThan(2);
        String[] lines = audit.out().split("\n", -1);
        return new ObjectMapper().readTree(Path.of(lines[lines.length - 2]).toFile());
    }

    /** But for those that judge a batch on its way. */
    private static Map<String, String> results(JsonNode summary) {
        Map<String, String> results = new TreeMap<>();
        StreamSupport.stream(summary.get("checks").spliterator(), false)
                .filter(check -> !check.get("check").asText().matches(".*\\.(max_(rejected|unparsable)|conflicts).*"))
                .forEach(check -> results.put(
                        check.get("check").asText(),
                        String.join(
                                "|",
                                check.get("status").asText(),
                                check.get("judged").asText(),
                                check.get("flagged").asText(),
                                check.get("observed").asText(),
                                check.get("power").asText())));
        return results;
    }

    private static long judged(JsonNode summary, String rule) {
        for (JsonNode check : summary.get("checks")) {
            if (check.get("check").asText().contains(rule)) {
                return check.get("judged").asLong();
            }
        }
        throw new AssertionError("no " + rule);
    }
}
