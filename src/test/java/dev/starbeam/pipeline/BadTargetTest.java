package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
        assumeThat(shop.warehouse().toFile().setWritable(false)
                        && !Files.isWritable(shop.warehouse()))
                .as("root may write anywhere")
                .isTrue();
        stops(shop.withOrders("9,a,1,1.00,2024-05-05 00:00:00\n"), shop.warehouse(), "it can't be written");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLockedFileNamesItsHolderAndAFullDiskIsToldSo() throws Exception {
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

    private static void stops(Shop shop, Path warehouse, String... texts) {
        PipelineRun run = shop.run("--warehouse=duckdb:" + warehouse).expecting(3);
        assertThat(run.err())
                .contains("nothing was published")
                .contains(warehouse.toString())
                .contains(texts)
                .doesNotContain("Exception");
        assertThat(run.out()).isEmpty();
    }
}
