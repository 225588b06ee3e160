package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import dev.starbeam.cli.CommandLine;
import dev.starbeam.golden.MaskedSummary;
import dev.starbeam.golden.WarehousePrint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staging, judging, publishing and building marts as steps apart. */
class StepsTest {
    private static final String NEW_FILES = "{location: \"${raw}/orders*.csv\", read: new_files}";

    @TempDir
    Path directory;

    /** Of the shipped pipelines the one that takes least time; its run is shared with other tests. */
    @Test
    void stepsApartGiveWhatOneRunGives() throws Exception {
        PipelineRun whole = PipelineRun.shipped("northwind");
        Path home = directory.toRealPath();
        String pipeline = "--pipeline=pipelines/northwind";
        String record = last(step(home, "stage", pipeline).expecting(0).out());
        assertThat(Files.exists(PipelineRun.warehouse(home))).isFalse();
        String before = Files.readString(Path.of(record));
        assertThat(before).doesNotContain("password");

        assertThat(judge(pipeline, "--record=" + record).out()).contains("The gate is open.");
        assertThat(Files.exists(PipelineRun.warehouse(home))).isFalse();
        assertThat(Files.readString(Path.of(record))).isEqualTo(before);

        Path summary = Path.of(last(step(home, "publish", pipeline, "--record=" + record)
                .expecting(0)
                .out()));
        assertThat(home.resolve("staging").toFile().list()).isEmpty();
        assertThat(step(home, "marts", pipeline).expecting(0).out()).contains("Built ");
        assertThat(step(home, "marts", pipeline).expecting(0).out()).contains("nothing changed");

        assertThat(WarehousePrint.of(PipelineRun.warehouse(home))).isEqualTo(WarehousePrint.of(whole.warehouse()));
        assertThat(MaskedSummary.of(summary, home))
                .isEqualTo(MaskedSummary.of(Path.of(last(whole.out())), whole.home()));
    }

    @Test
    void aClosedGateChangesNothingUntilItIsOverruled() throws Exception {
        Shop shop = Shop.in(directory).withOrders("5,a,1,-3.00,2024-03-01 00:00:00\n");
        String record = "--record=" + stage(shop);
        CommandLine judged = shopStep(shop, "judge", record);
        assertThat(judged.exitCode()).isEqualTo(1);
        assertThat(judged.out()).contains("The gate is closed: 1 check of severity error failed.");
        assertThat(shopStep(shop, "publish", record).exitCode()).isEqualTo(1);
        assertThat(Files.exists(shop.warehouse())).isFalse();
        assertThat(shopStep(shop, "publish", record, "--onQualityFailure=warn").exitCode())
                .isZero();
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.fact_orders"))
                .containsExactly("5");
    }

    /** The summary of a run that failed has no figures to complete. */
    @Test
    void martsAreBuiltThoughTheRunThatPublishedHasFailed() throws Exception {
        Shop shop = Shop.in(directory).withMart("cast(country as integer)");
        shop.run().expecting(3);
        CommandLine marts = shopStep(shop.withMart("upper(country)"), "marts");
        assertThat(marts.exitCode()).as(marts.err()).isZero();
        assertThat(marts.out()).contains("Built 2 marts");
    }

    @Test
    void severalRecordsArePublishedOneAfterTheOtherAndOneTwiceIsNotPublishedAgain() throws Exception {
        Shop shop = Shop.in(directory);
        String one = "--record=" + stage(shop);
        shop.withOrders("5,b,9,1.00,2024-03-02 00:00:00\n");
        String two = "--record=" + stage(shop);
        CommandLine published = shopStep(shop, "publish", one, two, one);
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(published.out()).containsOnlyOnce("This batch is already in");
        assertThat(Published.rows(shop.warehouse(), "select count(*), count(distinct batch_id) from quality.loads"))
                .containsExactly("2|2");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.fact_orders"))
                .containsExactly("5");
        assertThat(shopStep(shop, "publish", one).err()).contains("there is no batch record");
        assertThat(shopStep(shop, "marts").out()).contains("Built 2 marts");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    @Test
    void aRecordOfAnotherDeclarationIsRefused() throws Exception {
        Shop shop = Shop.in(directory);
        String record = "--record=" + stage(shop);
        shop.declaring("column: unit_price, severity: warn}", "column: unit_price, severity: error}");
        CommandLine refused = shopStep(shop, "publish", record);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("the declaration, or a variable, has changed since");
        assertThat(shopStep(shop, "judge").err()).contains("judge needs --record=URI");
    }

    /** Files of more than four megabytes together are staged apart, so that their rows can be told apart. */
    @Test
    void whatAnotherBatchHasPublishedIsLeftOut() throws Exception {
        Shop shop = newFiles(1000, 3 << 20);
        String one = "--record=" + stage(shop);
        shop.file("orders-2.csv", Shop.longOrders(100_000, 1000, 3 << 20));
        String both = "--record=" + stage(shop);
        assertThat(shopStep(shop, "publish", one).exitCode()).isZero();
        CommandLine published = shopStep(shop, "publish", both);
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(Files.readString(Path.of(last(published.out())))).contains("\"published_by_others\"");
        assertThat(Published.rows(shop.warehouse(), "select count(*) - count(distinct order_id) from star.fact_orders"))
                .containsExactly("0");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select count(*), count(distinct file) from quality.load_files where source = 'raw_orders'"))
                .containsExactly("2|2");
    }

    @Test
    void whenAllIsPublishedAlreadyNothingIs() throws Exception {
        Shop shop = newFiles(1, 1);
        String one = "--record=" + stage(shop);
        shop.file("orders-2.csv", Shop.longOrders(100_000, 1, 1));
        String both = "--record=" + stage(shop);
        assertThat(shopStep(shop, "publish", both).exitCode()).isZero();
        assertThat(shopStep(shop, "publish", one).out()).contains("none of its rows was published again");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from quality.loads"))
                .containsExactly("1");
    }

    @Test
    void publishedRowsThatCantBeToldFromNewOnesAreRefused() throws Exception {
        Shop shop = newFiles(1, 1);
        String one = "--record=" + stage(shop);
        shop.file("orders-2.csv", Shop.longOrders(100_000, 1, 1));
        String both = "--record=" + stage(shop);
        assertThat(shopStep(shop, "publish", one).exitCode()).isZero();
        CommandLine refused = shopStep(shop, "publish", both);
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("orders.csv, together with new ones", "stage it again");
        assertThat(shopStep(shop, "publish", "--record=" + stage(shop)).exitCode())
                .isZero();
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.fact_orders"))
                .containsExactly("2");
    }

    @Test
    void aPublisherThatIsKilledLeavesARecordThatIsPublishedNext() throws Exception {
        Shop shop = Shop.in(directory);
        List<Integer> moments = Sample.of(List.of(0, 20, 60, 150), 2);
        for (int laterMillis : moments) {
            shop.withOrders("9,b," + (laterMillis + 1) + ",1.00,2024-03-02 00:00:00\n");
            Path record = Path.of(stage(shop));
            List<String> words = words(shop, "publish", "--record=" + record);
            Process process = RunMain.start(words.toArray(String[]::new));
            while (process.isAlive() && !Files.exists(record.resolveSibling("publishing"))) {
                Thread.sleep(2);
            }
            Thread.sleep(laterMillis);
            process.destroyForcibly().waitFor();
            if (Files.exists(record)) {
                CommandLine again = CommandLine.run(words);
                assertThat(again.exitCode()).as(again.err()).isZero();
            }
            assertThat(Published.rows(shop.warehouse(), "select quantity from star.fact_orders where order_id = '9'"))
                    .containsExactly(String.valueOf(laterMillis + 1));
        }
        assertThat(Published.rows(shop.warehouse(), "select count(*) from quality.loads"))
                .containsExactly(String.valueOf(moments.size()));
    }

    private Shop newFiles(int count, int bytes) throws IOException {
        return Shop.in(directory)
                .declaring(NEW_FILES, "{location: \"${raw}/orders*.csv\"}")
                .file("orders.csv", Shop.longOrders(1, count, bytes));
    }

    private static String stage(Shop shop) {
        CommandLine staged = shopStep(shop, "stage");
        assertThat(staged.exitCode()).as(staged.err()).isZero();
        return last(staged.out());
    }

    private static CommandLine shopStep(Shop shop, String command, String... more) {
        return CommandLine.run(words(shop, command, more));
    }

    private static List<String> words(Shop shop, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--pipeline=" + shop.directory(), "--var=raw=" + shop.directory()));
        return words(shop.home(), command, words.toArray(String[]::new));
    }

    private static List<String> words(Path home, String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(more));
        if (!command.equals("judge") || home.toFile().isDirectory()) {
            words.add("--warehouse=duckdb:" + PipelineRun.warehouse(home));
            words.add("--report=" + home.resolve("report"));
        }
        if (command.equals("stage")) {
            words.addAll(List.of("--staging=" + home.resolve("staging"), "--threads=2"));
        }
        return words;
    }

    private static PipelineRun step(Path home, String command, String... more) {
        return new PipelineRun(home, CommandLine.run(words(home, command, more)));
    }

    private static CommandLine judge(String... words) {
        List<String> all = new ArrayList<>(List.of("judge"));
        all.addAll(List.of(words));
        return CommandLine.run(all);
    }

    private static String last(String out) {
        String[] lines = out.stripTrailing().split("\n", -1);
        return lines[lines.length - 1];
    }
}
