package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.pipeline.Published;
import dev.starbeam.pipeline.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsCommandTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";
    private static final String ROW = "1,a,2,1.50,2024-01-02 10:00:00\n";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void publish() throws Exception {
        shop = Shop.in(directory)
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", max_rejected: 1}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .declaring("required: [order_id]\n    max_rejected: 1", "required: [order_id]")
                .file("orders.csv", HEADER + ROW + "few,\"a \"\"b\"\"\"\n,b,1,1.00,2024-01-02 10:00:00\n")
                .file("orders-2.csv", HEADER + "2,a,2,1.50,2024-01-02 10:00:00\nagain,a\n");
        shop.run().expecting(0);
    }

    @Test
    void rejectedRowsAreListedWithReasonAndPlace() {
        CommandLine all = rejects();
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out())
                .contains("  raw_orders  too_few_fields: 2 fields, but the header has 5")
                .contains("  stg_orders  required_column_null in order_id: required column order_id is NULL")
                .contains("orders.csv, byte ")
                .endsWith("3 rows rejected.\n");
        assertThat(rejects("--stage=stg_orders").out()).endsWith("1 row rejected.\n");
        assertThat(rejects("--batch=none").out()).isEqualTo("0 rows rejected.\n");
    }

    @Test
    void aRowOfAFileThatWasReadAgainIsRejectedNoMore() throws Exception {
        shop.file("orders.csv", HEADER + ROW + "3,a,2,1.50,2024-01-02 10:00:00\n")
                .run()
                .expecting(0);
        assertThat(rejects().out()).contains("orders-2.csv").endsWith("1 row rejected.\n");
    }

    /** What is read in part says nothing of the other rows; what is rebuilt says all there is. */
    @Test
    void theViewAndTheCommandSayTheSameWhateverWasReadSince() throws Exception {
        shop.declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", max_rejected: 1, read: new_files}",
                        "raw_orders: {location: \"${raw}/orders*.csv\", max_rejected: 1}")
                .file("orders-3.csv", HEADER + "5,a,2,1.50,2024-01-02 10:00:00\nonce more,a\n")
                .run()
                .expecting(0);
        requireRejected(4);
        shop.file("orders-2.csv", HEADER + "2,a,2,1.50,2024-01-02 10:00:00\n")
                .run()
                .expecting(0);
        requireRejected(3);
        Files.delete(directory.resolve("orders.csv"));
        shop.run("--full-refresh").expecting(0);
        requireRejected(1);
    }

    private void requireRejected(int rows) throws Exception {
        assertThat(rejects().out()).endsWith(rows + (rows == 1 ? " row" : " rows") + " rejected.\n");
        assertThat(Published.rows(
                        shop.warehouse(), "select count(*) from quality.rejected_now where pipeline = 'shop'"))
                .containsExactly("" + rows);
    }

    @Test
    void aFileHasThemAllWithTheirText() throws Exception {
        Path file = directory.resolve("rejected.csv");
        assertThat(rejects("--csv=" + file).out()).isEqualTo("3 rejected rows written to " + file + ".\n");
        assertThat(Files.readString(file))
                .startsWith("batch_id,stage,source_file,source_offset,reason,column_name,detail,raw\n")
                .contains("\"few,\"\"a \"\"\"\"b\"\"\"\"\"\"\"\n");
    }

    @Test
    void aWarehouseMustBeNamed() {
        assertThat(CommandLine.run(List.of("rejects", "--pipeline=" + directory, "--var=raw=" + directory))
                        .exitCode())
                .isEqualTo(2);
    }

    private CommandLine rejects(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "rejects",
                "--pipeline=" + directory,
                "--var=raw=" + directory,
                "--warehouse=duckdb:" + shop.warehouse()));
        all.addAll(List.of(words));
        return CommandLine.run(all);
    }
}
