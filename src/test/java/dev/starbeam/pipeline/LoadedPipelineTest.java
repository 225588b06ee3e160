package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.report.RunSummary;
import dev.starbeam.warehouse.engine.Warehouses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that is loaded once does what as many launches do. */
class LoadedPipelineTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    private static final String LEDGER = "select batch_id, count(*) from quality.loads join quality.load_files"
            + " using (batch_id) group by all order by 1";

    @TempDir
    Path directory;

    @Test
    void manyRunsInOneProcessAreAsManyLaunches() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers*.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}");
        Path home = directory.resolve("loaded");
        PublishSettings settings = new PublishSettings(
                shop.model(),
                Warehouses.target("duckdb:" + PipelineRun.warehouse(home)),
                false,
                home.resolve("report").toString());
        List<Long> millis = new ArrayList<>();
        try (LoadedPipeline loaded = new LoadedPipeline(
                settings,
                home.resolve("staging").toString(),
                PipelineOptionsFactory.fromArgs("--runner=LocalRunner", "--threads=2")
                        .create())) {
            for (String[] file : new String[][] {
                {"orders-1.csv", HEADER + "11,a,7,1.00,2024-03-02 00:00:00\n"},
                {"orders-2.csv", HEADER + "12,x,1,1.00,2024-03-03 00:00:00\n11,a,8,1.00,2024-03-02 00:00:00\n"},
                {"customers-2.csv", "customer_id,country\nx,Peru\n"},
                {"orders-3.csv", HEADER + "13,x,1,2.00,2025-03-03 00:00:00\n"},
                {"orders-4.csv", HEADER + "14,x,1,-1.00,2024-03-03 00:00:00\n"}
            }) {
                shop.file(file[0], file[1]);
                long begin = System.nanoTime();
                Optional<RunSummary> summary = loaded.run();
                millis.add((System.nanoTime() - begin) / 1_000_000);
                PipelineRun launched = shop.run();
                assertThat(summary.orElseThrow().outcome())
                        .as(launched.out() + launched.err())
                        .isEqualTo(launched.command().exitCode() == 0 ? "published" : "stopped_by_gate");
            }
        }
        System.out.println("milliseconds a run in one process: " + millis);
        assertThat(Published.facts(PipelineRun.warehouse(home))).isEqualTo(Published.facts(shop.warehouse()));
        assertThat(Published.rows(PipelineRun.warehouse(home), LEDGER))
                .isEqualTo(Published.rows(shop.warehouse(), LEDGER));
    }

    @Test
    void nothingNewIsNotRead() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}");
        shop.run().expecting(0);
        PublishSettings settings = new PublishSettings(
                shop.model(), Warehouses.target("duckdb:" + shop.warehouse()), false, directory + "/report");
        try (LoadedPipeline loaded = new LoadedPipeline(
                settings,
                directory.resolve("staging").toString(),
                PipelineOptionsFactory.fromArgs("--runner=LocalRunner").create())) {
            assertThat(loaded.run()).isEmpty();
        }
    }
}
