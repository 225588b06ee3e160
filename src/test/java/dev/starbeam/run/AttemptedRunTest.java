package dev.starbeam.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.pipeline.PipelineRun;
import dev.starbeam.pipeline.Published;
import dev.starbeam.pipeline.Shop;
import dev.starbeam.runner.BundleAttempts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs in which every bundle is attempted twice: broken off somewhere and tried again, or by two workers at the
 * same time, of which one was given up. What is published is what an undisturbed run publishes, once.
 */
class AttemptedRunTest {
    @TempDir
    Path directory;

    @Test
    void customerAnalyticsPublishesTheSame() throws Exception {
        Path raw = directory.resolve("raw");
        CommandLine.run(List.of(
                "generate", "--orders=1200", "--files=3", "--dirt=heavy,duplicate=0.02", "--seed=4", "--out=" + raw));
        String[] words = {
            "--pipeline=pipelines/customer_analytics", "--var=raw=" + raw, "--onQualityFailure=warn", "--threads=2"
        };
        Map<String, List<String>> undisturbed = published(BundleAttempts.ONCE, words);
        assertThat(undisturbed.get("star.fact_orders")).hasSizeGreaterThan(800);
        assertThat(undisturbed.get("quality.rejected_rows")).isNotEmpty();
        assertThat(published(BundleAttempts.AGAIN, words)).isEqualTo(undisturbed);
        assertThat(published(BundleAttempts.TWICE_AT_ONCE, words)).isEqualTo(undisturbed);
    }

    /** With keys that are not unique, looked-up columns and a check that quarantines. */
    @Test
    void aShopWithAllKindsOfStepsPublishesTheSame() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "    grain: [order_id]\n    lookups: {stg_customers: {on: customer_id, columns: {home: country}}}\n",
                        "    grain: [order_id]\n")
                .declaring("""
                          - {check: unique, columns: [customer_id], severity: warn}
                          - {check: zscore, column: total_amount, by: customer_id, threshold: 1, severity: warn,
                             on_failure: quarantine}
                        """, "  - {check: unique, severity: warn}\n");
        StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
        for (int i = 0; i < 900; i++) {
            orders.append(i)
                    .append(",c")
                    .append(i % 97)
                    .append(",1,")
                    .append(i * i % 89)
                    .append(",2024-01-02\n");
        }
        StringBuilder customers = new StringBuilder("customer_id,country\n");
        for (int i = 0; i < 90; i++) {
            customers.append('c').append(i).append(",country ").append(i % 7).append('\n');
        }
        shop.file("customers.csv", customers.toString()).file("orders.csv", orders.toString());
        String[] words = {"--pipeline=" + shop.directory(), "--var=raw=" + shop.directory(), "--threads=3"};
        Map<String, List<String>> undisturbed = published(BundleAttempts.ONCE, words);
        assertThat(undisturbed.get("quality.quarantined_rows")).hasSizeGreaterThan(1_000);
        for (int i = 0; i < 3; i++) {
            assertThat(published(BundleAttempts.AGAIN, words)).isEqualTo(undisturbed);
            assertThat(published(BundleAttempts.TWICE_AT_ONCE, words)).isEqualTo(undisturbed);
        }
    }

    private Map<String, List<String>> published(BundleAttempts attempts, String... words) throws Exception {
        Path home = Files.createTempDirectory(directory, attempts.toString());
        String[] all = Stream.concat(Stream.of("--bundleAttempts=" + attempts), Stream.of(words))
                .toArray(String[]::new);
        PipelineRun run = PipelineRun.in(home, all).expecting(0);
        assertNothingIsStaged(home.resolve("staging"));
        return Published.facts(run.warehouse());
    }

    private static void assertNothingIsStaged(Path staging) throws Exception {
        if (Files.exists(staging)) {
            try (Stream<Path> files = Files.walk(staging)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }
}
