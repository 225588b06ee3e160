package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.pipeline.publish.BatchConclusion;
import dev.starbeam.pipeline.publish.PublishSettings;
import dev.starbeam.run.batch.BatchRecord;
import dev.starbeam.run.batch.RecordFile;
import dev.starbeam.warehouse.engine.Warehouses;
import dev.starbeam.warehouse.snowflake.standin.MeetingAtTheLock;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two threads publish at once, each over a connection of its own: one record twice, and two records that overlap, of
 * which the second has a file more than the first. Whoever comes first, every row and every file is published once.
 */
class RivalPublishersTest {
    /** Small files of more than four megabytes together are staged apart, so that their rows can be told apart. */
    private static final int BYTES = 3 << 20;

    private static final String ORDERS =
            "select count(*), count(distinct order_id), sum(total_amount) from star.fact_orders";
    private static final String MEMBERS = "select count(*), count(distinct customer_key) from star.dim_customers";
    private static final String FILES =
            "select count(*), count(distinct file) from quality.load_files where source = " + "'raw_orders'";
    private static final List<String> WHOLE = List.of("6001|6001|18003.00", "3|3", "2|2");

    @TempDir
    static Path directory;

    private static PipelineModel model;
    private static BatchRecord first;
    private static BatchRecord both;

    @BeforeAll
    static void stage() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .file("orders.csv", Shop.longOrders(1, 3000, BYTES));
        model = shop.model();
        first = staged(shop);
        shop.file("orders-2.csv", Shop.longOrders(3001, 3001, BYTES));
        both = staged(shop);
    }

    @Test
    void oneRecordIsPublishedOnceOnDuckDb() throws Exception {
        Path home = directory.resolve("duck-same");
        assertThat(atOnce(duck(home), both, both)).containsExactlyInAnyOrder("published", "already_published");
        requireWhole(home);
        assertThat(Published.rows(PipelineRun.warehouse(home), "select count(*) from quality.loads"))
                .containsExactly("1");
    }

    @Test
    void overlappingRecordsArePublishedOnceOnDuckDb() throws Exception {
        Path home = directory.resolve("duck-overlap");
        assertThat(atOnce(duck(home), first, both)).contains("published");
        requireWhole(home);
    }

    @Test
    void oneRecordIsPublishedOnceOnSnowflake() throws Exception {
        try (StandInService service = StandInService.start(directory.resolve("snow-same"))) {
            service.standIn().inject(new MeetingAtTheLock());
            assertThat(atOnce(settings(service), both, both))
                    .containsExactlyInAnyOrder("published", "already_published");
            requireWhole(service);
            assertThat(service.rows("select count(*) from quality.loads")).containsExactly("1");
        }
    }

    @Test
    void overlappingRecordsArePublishedOnceOnSnowflake() throws Exception {
        try (StandInService service = StandInService.start(directory.resolve("snow-overlap"))) {
            service.standIn().inject(new MeetingAtTheLock());
            assertThat(atOnce(settings(service), first, both)).contains("published");
            requireWhole(service);
        }
    }

    /** What is committed while this one has loaded its rows already, and waits for the lock. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSlowerOfTwoLeavesOutWhatTheOtherHasCommitted(boolean shorterIsFirst) throws Exception {
        BatchRecord rival = shorterIsFirst ? first : both;
        BatchRecord slower = shorterIsFirst ? both : first;
        try (StandInService service = StandInService.start(directory.resolve("snow-slower-" + shorterIsFirst))) {
            List<String> rivals = new ArrayList<>();
            service.standIn().inject(new StandInFaults() {
                @Override
                public void before(String sql) {
                    if (sql.startsWith(MeetingAtTheLock.LOCK)) {
                        service.standIn().inject(StandInFaults.NONE);
                        rivals.add(publish(settings(service), rival));
                    }
                }
            });
            assertThat(publish(settings(service), slower))
                    .isEqualTo(shorterIsFirst ? "published" : "already_published");
            assertThat(rivals).containsExactly("published");
            requireWhole(service);
        }
    }

    private static void requireWhole(Path home) throws Exception {
        List<String> found = new ArrayList<>();
        for (String query : List.of(ORDERS, MEMBERS, FILES)) {
            found.addAll(Published.rows(PipelineRun.warehouse(home), query));
        }
        assertThat(found).isEqualTo(WHOLE);
    }

    private static void requireWhole(StandInService service) throws Exception {
        List<String> found = new ArrayList<>();
        for (String query : List.of(ORDERS, MEMBERS, FILES)) {
            found.addAll(service.rows(query));
        }
        assertThat(found).isEqualTo(WHOLE);
        assertThat(service.standIn().stagedFiles()).isEmpty();
    }

    /** The outcomes of two threads that begin at once. */
    private static List<String> atOnce(PublishSettings settings, BatchRecord one, BatchRecord other) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> publishers = new ArrayList<>();
            for (BatchRecord record : List.of(one, other)) {
                publishers.add(() -> {
                    begin.await(1, TimeUnit.MINUTES);
                    return publish(settings, record);
                });
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> outcome : threads.invokeAll(publishers)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String publish(PublishSettings settings, BatchRecord record) {
        try (BatchConclusion conclusion = new BatchConclusion(settings)) {
            return conclusion.conclude(record).outcome();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublishSettings duck(Path home) {
        return settings("duckdb:" + PipelineRun.warehouse(home), home);
    }

    private static PublishSettings settings(StandInService service) {
        return settings(service.uri(), service.token().resolveSibling("home"));
    }

    private static PublishSettings settings(String warehouse, Path home) {
        return new PublishSettings(
                model,
                Warehouses.target(warehouse),
                false,
                home.resolve("report").toString());
    }

    private static BatchRecord staged(Shop shop) throws IOException {
        CommandLine staged = CommandLine.run(List.of(
                "stage",
                "--pipeline=" + shop.directory(),
                "--var=raw=" + shop.directory(),
                "--warehouse=duckdb:" + shop.warehouse(),
                "--staging=" + shop.home().resolve("staging")));
        assertThat(staged.exitCode()).as(staged.err()).isZero();
        String[] lines = staged.out().split("\n", -1);
        return RecordFile.read(lines[lines.length - 2]);
    }
}
