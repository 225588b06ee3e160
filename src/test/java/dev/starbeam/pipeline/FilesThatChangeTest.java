package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was read must be there unchanged when the batch is settled. */
class FilesThatChangeTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    @TempDir
    Path directory;

    @Test
    void aFileThatIsWrittenWhileARunReadsStopsIt() throws Exception {
        Shop shop = Shop.in(directory)
                .file(
                        "orders-2.csv",
                        HEADER
                                + IntStream.range(100, 150_000)
                                        .mapToObj(id -> id + ",a,1,1.00,2024-01-02 10:00:00\n")
                                        .collect(Collectors.joining()));
        Path staging = shop.home().resolve("staging");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> appendOnce(staging, shop.orders()));
        PipelineRun run = shop.run();
        writer.join();
        assertThat(run.err()).contains("orders.csv was changed while it was read", "nothing was published");
        assertThat(run.command().exitCode()).isEqualTo(3);
        assertThat(shop.warehouse()).doesNotExist();
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select quantity from star.fact_orders where order_id = '9'"))
                .containsExactly("7");
    }

    /** Whoever writes it may not be done. */
    @Test
    void aYoungFileWhoseLastLineHasNoEndIsTold() throws Exception {
        String sentence = "the last line of 1 file has no end";
        Shop shop = Shop.in(directory).withOrders("5,a,1,1.00,2024-01-02 10:00:0");
        assertThat(shop.run().expecting(0).out()).contains(sentence);
        Files.setLastModifiedTime(shop.orders(), FileTime.fromMillis(1_700_000_000_000L));
        assertThat(shop.run().expecting(0).out()).doesNotContain(sentence);
        shop.withOrders("5,a,1,1.00,2024-01-02 10:00:00\n");
        assertThat(shop.run().expecting(0).out()).doesNotContain(sentence);
    }

    @Test
    void aFileThatHasNotSettledIsLeftToALaterRun() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("{location: \"${raw}/orders*.csv\", settle: 1h}", "{location: \"${raw}/orders*.csv\"}")
                .file("orders-2.csv", HEADER + "9,a,7,1.00,2024-01-02 10:00:00\n");
        Path young = directory.resolve("orders-2.csv");
        FileTime old = FileTime.fromMillis(System.currentTimeMillis() - 3_700_000);
        Files.setLastModifiedTime(shop.orders(), old);
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.err())
                .contains("1 file left to a later run, changed too short a time ago for settle", young.toString());
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(4);
        assertThat(shop.plan().expecting(0).out())
                .contains("1 file left to a later run, changed too short a time ago for settle");
        Files.setLastModifiedTime(young, old);
        assertThat(shop.run().expecting(0).err()).doesNotContain("settle");
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(5);
    }

    /** As soon as the run has begun to stage. */
    private static void appendOnce(Path staging, Path file) {
        try {
            while (isEmpty(staging)) {
                Thread.sleep(2);
            }
            Files.writeString(file, Files.readString(file) + "9,a,7,1.00,2024-01-02 10:00:00\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isEmpty(Path staging) throws Exception {
        if (!Files.isDirectory(staging)) {
            return true;
        }
        try (Stream<Path> all = Files.walk(staging)) {
            return all.noneMatch(Files::isRegularFile);
        }
    }
}
