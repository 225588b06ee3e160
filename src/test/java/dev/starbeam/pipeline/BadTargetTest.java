package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Warehouses that cannot be written: the message names the file and the fault, and the file stays as it was. */
class BadTargetTest {
    @TempDir
    Path directory;

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
        Path notes = Files.writeString(directory.resolve("notes.txt"), "not a database\n".repeat(1000));
        byte[] before = Files.readAllBytes(notes);
        stops(Shop.in(directory.resolve("shop")), notes, "is not a DuckDB database");
        assertThat(notes).hasBinaryContent(before);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        stops(Shop.in(directory), Path.of("/proc/warehouse.duckdb"), "it can't be created or opened");
    }

    @Test
    void aFileThatMayNotBeWrittenIsNamed() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        assumeThat(shop.warehouse().toFile().setWritable(false) && !Files.isWritable(shop.warehouse()))
                .as("root may write anywhere")
                .isTrue();
        stops(shop.withOrders("9,a,1,1.00,2024-05-05 00:00:00\n"), shop.warehouse(), "it can't be written");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLockedFileNamesItsHolder() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        Map<String, ?> before = Published.everything(shop.warehouse());
        shop.withOrders("9,a,1,1.00,2024-05-05 00:00:00\n");

        Process holder = RunMain.hold(shop.warehouse());
        try {
            stops(shop, shop.warehouse(), "process " + holder.pid(), "one process may write it at a time");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);
    }

    /** To a process, a file that may not grow is what a full disk is. */
    @Test
    void aFullDiskIsToldAndLeavesTheFileAsItWas() throws Exception {
        assumeThat(Path.of("/usr/bin/prlimit")).exists();
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        Map<String, ?> before = Published.everything(shop.warehouse());
        deliverManyOrders(shop);

        Process process = RunMain.start(
                "wait",
                "run",
                "--pipeline=" + directory,
                "--var=raw=" + directory,
                "--warehouse=duckdb:" + shop.warehouse(),
                "--staging=" + shop.home().resolve("staging"),
                "--report=" + shop.home().resolve("report"));
        assertThat(process.inputReader().readLine()).isEqualTo("open");
        // More than a staged file takes, and less than the warehouse will.
        limitFiles(process, Files.size(shop.warehouse()) + 3_500_000);
        process.outputWriter().write('\n');
        process.outputWriter().flush();
        String told = String.join("\n", process.inputReader().lines().toList());

        assertThat(process.waitFor()).as(told).isEqualTo(3);
        assertThat(told)
                .contains(
                        "nothing was published",
                        "the disk is full. Make room",
                        shop.warehouse().toString());
        assertThat(Published.everything(shop.warehouse())).isEqualTo(before);
        shop.run().expecting(0);
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(40_004);
    }

    /** In files so small that only the warehouse meets the limit, with ids that hardly compress. */
    private static void deliverManyOrders(Shop shop) throws Exception {
        Random random = new Random(3);
        for (int file = 0; file < 20; file++) {
            StringBuilder orders = new StringBuilder("order_id,customer_id,quantity,unit_price,ordered_at\n");
            for (int i = 0; i < 2_000; i++) {
                orders.append(Long.toHexString(random.nextLong()))
                        .append(Long.toHexString(random.nextLong()))
                        .append(",a,1,1.00,2024-05-05 00:00:00\n");
            }
            shop.file("orders" + file + ".csv", orders.toString());
        }
    }

    private static void limitFiles(Process process, long bytes) throws Exception {
        int exit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes)
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static void stops(Shop shop, Path warehouse, String... texts) {
        PipelineRun run =
                shop.run("--warehouse=duckdb:" + warehouse, "--wait=0s").expecting(3);
        assertThat(run.err())
                .contains("nothing was published")
                .contains(warehouse.toString())
                .contains(texts)
                .doesNotContain("Exception");
        assertThat(run.out().strip()).endsWith(".json");
        assertThat(Path.of(run.out().strip())).content().contains("\"failed_before_publishing\"");
    }
}
