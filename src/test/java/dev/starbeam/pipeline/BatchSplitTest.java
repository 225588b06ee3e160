package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The same files in one batch and in several, in their order: star and marts hold the same rows, some held back or filtered. */
class BatchSplitTest {
    private static final int FILES = 4;

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void howFilesAreSpreadOverBatchesDoesNotMatter(@ForAll long seed) throws Exception {
        Path directory = Files.createTempDirectory("split");
        Random random = new Random(seed);
        Shop together = shop(directory.resolve("together"));
        Shop apart = shop(directory.resolve("apart"));
        for (int file = 0; file < FILES; file++) {
            String orders = orders(random);
            String customers = customers(random);
            for (Shop shop : List.of(together, apart)) {
                shop.file("orders-" + file + ".csv", orders).file("customers-" + file + ".csv", customers);
            }
            if (file == FILES - 1 || random.nextBoolean()) {
                apart.run().expecting(0);
            }
        }
        together.run().expecting(0);
        assertThat(star(apart)).isEqualTo(star(together));
    }

    private static Shop shop(Path directory) throws Exception {
        Shop shop = Shop.in(directory)
                .withVersions()
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers*.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}")
                .declaring(
                        "dim_buyers: {from: stg_customers, natural_key: customer_id, latest_by: since, columns: [country]}\n"
                                + "  dim_firsts: {from: stg_customers, natural_key: customer_id, latest_by: since, scd: 0,"
                                + " columns: [country]}\n  dim_customers:",
                        "dim_customers:")
                .declaring("unit_price, on_failure: quarantine}", "unit_price, severity: error}")
                .declaring("from: stg_orders\n    max_rejected: 1", "from: stg_orders")
                .declaring("tombstone: is_deleted\n    filters: {few: quantity < 60}", "tombstone: is_deleted")
                .declaring("", "  - {check: unique, severity: warn}\n")
                .declaring("", "  - {check: references, severity: warn}\n");
        Files.delete(directory.resolve("orders.csv"));
        Files.delete(directory.resolve("customers.csv"));
        return shop;
    }

    /** Few keys and fewer times, so that most rows tie with another. */
    private static String orders(Random random) {
        StringBuilder rows = new StringBuilder(Shop.VERSIONED_ORDERS);
        // A fact of which nothing is left closes the gate.
        rows.append("9,a,1,1.00,2024-01-01 10:00:00,2024-02-01 10:00:00,\n");
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            rows.append(random.nextInt(4))
                    .append(',')
                    .append((char) ('a' + random.nextInt(4)))
                    .append(',')
                    .append(random.nextInt(100))
                    .append(random.nextInt(4) == 0 ? ",-1.00,2024-01-0" : ",1.00,2024-01-0")
                    .append(random.nextInt(1, 6))
                    .append(" 10:00:00,2024-02-0")
                    .append(random.nextInt(1, 3))
                    .append(" 10:00:00,")
                    .append(random.nextInt(4) == 0 ? "yes" : "")
                    .append('\n');
        }
        return rows.toString();
    }

    private static String customers(Random random) {
        StringBuilder rows = new StringBuilder(Shop.VERSIONED_CUSTOMERS);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            rows.append((char) ('a' + random.nextInt(3)))
                    .append(",land")
                    .append(random.nextInt(5))
                    .append(",2024-01-0")
                    .append(random.nextInt(1, 4))
                    .append('\n');
        }
        return rows.toString();
    }

    private static Map<String, List<String>> star(Shop shop) throws Exception {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String table : List.of(
                "star.dim_buyers",
                "star.dim_firsts",
                "star.dim_customers",
                "star.fact_orders",
                "marts.sales",
                "marts.countries")) {
            List<String> columns = Published.rows(
                    shop.warehouse(),
                    "select column_name from information_schema.columns where table_schema || '.' || table_name = '"
                            + table
                            + "' and column_name not in ('_batch_id', '_source_file') order by ordinal_position");
            List<String> rows = new ArrayList<>(Published.rows(
                    shop.warehouse(), "select " + String.join(", ", columns) + " from " + table + " order by all"));
            tables.put(table, rows);
        }
        return tables;
    }
}
