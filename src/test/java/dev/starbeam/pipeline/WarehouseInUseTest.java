package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DuckDB file that another process has open, and what can't be written. */
class WarehouseInUseTest {
    @TempDir
    Path directory;

    @Test
    void aRunWaitsForAProcessThatEndsAndNoLongerThanItIsTold() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        shop.withOrders("5,a,1,2.00,2024-03-02 00:00:00\n");
        Process holder = RunMain.hold(shop.warehouse());
        try {
            assertThat(shop.run("--wait=0s").expecting(3).err()).contains("has it open", "--wait=5m");
            Thread ending = new Thread(() -> {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                holder.destroyForcibly();
            });
            ending.start();
            shop.run("--wait=60s").expecting(0);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(5);
        assertThat(shop.run("--wait=soon").expecting(2).err()).contains("expected a time such as 30s");
    }

    @Test
    void aSummaryThatCanNotBeWrittenIsToldBeforeAnythingIsRead() throws Exception {
        Shop shop = Shop.in(directory);
        Path file = Files.writeString(directory.resolve("a-file"), "x");
        assertThat(shop.run("--report=" + file).expecting(2).err()).contains("the summary can't be written there");
        assertThat(shop.warehouse()).doesNotExist();
    }

    @Test
    void aRebuildMayChangeTypes() throws Exception {
        Shop shop = Shop.in(directory);
        shop.run().expecting(0);
        shop.declaring(
                        "quantity: trim(quantity)\n      units: try_to_number(quantity)",
                        "quantity: try_to_number(quantity)")
                .declaring("total_amount: try_to_number(quantity) * unit_price", "total_amount: quantity * unit_price");
        assertThat(shop.run().expecting(3).err()).contains("the pipeline declares VARCHAR");
        assertThat(shop.plan("--full-refresh").expecting(0).out()).contains("whose types change");
        shop.run("--full-refresh").expecting(0);
        assertThat(Published.rows(shop.warehouse(), "select quantity from star.fact_orders order by order_id limit 1"))
                .containsExactly("2");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select data_type from information_schema.columns where table_name = 'fact_orders'"
                                + " and column_name = 'quantity'"))
                .containsExactly("VARCHAR");
    }

    @Test
    void rowsThatNothingElseTellsApartAreToldByTheirPlace() throws Exception {
        Shop shop = Shop.in(directory).declaring("grain: [_source_file, _source_offset]", "grain: [order_id]");
        shop.withOrders("1,a,2,1.50,2024-01-02 10:00:00\n");
        shop.run().expecting(0);
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(5);
        shop.withOrders("1,a,2,1.50,2024-01-02 10:00:00\n1,a,2,1.50,2024-01-02 10:00:00\n");
        shop.run().expecting(0);
        assertThat(Published.count(shop.warehouse(), "star.fact_orders")).isEqualTo(6);
    }
}
