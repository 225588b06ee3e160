package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.StagedTable;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.duckdb.HistoryBatch.Row;
import dev.starbeam.warehouse.duckdb.HistoryOracle.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any history of members, orders and deletions, cut into any batches, published in any order and again. */
class HistoryReplayTest {
    private static final int BATCHES = 4;

    private static final Map<String, String> QUERIES = new TreeMap<>(Map.of(
            "type 0",
            "select t0_key, id, value, epoch_us(version) from star.dim_t0",
            "type 1",
            "select t1_key, id, value, epoch_us(version) from star.dim_t1",
            "type 2",
            "select t2_key, t2_durable_key, id, value, epoch_us(version), epoch_us(valid_from),"
                    + " epoch_us(valid_to), is_current, row_hash from star.dim_t2",
            "orders",
            "select order_id, epoch_us(version), value, epoch_us(ordered_at), t0_id, t0_key, t1_id, t1_key,"
                    + " t2_id, t2_key, _batch_id from star.fact_orders"));

    /**
     * What happened, and in which batch it arrives.
     *
     * @param row the row
     * @param batch the batch
     */
    record Arrival(Row row, int batch) {}

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void theWarehouseHoldsWhatAllHistoryHolds(
            @ForAll("histories") List<Arrival> history, @ForAll("orders") List<Integer> order) throws Exception {
        Path home = Files.createTempDirectory("history");
        try {
            List<Published> published = publish(home, batches(history), order);
            HistoryOracle oracle = new HistoryOracle(published);
            Path file = home.resolve("warehouse.duckdb");
            assertThat(Contents.query(file, QUERIES.get("type 0")))
                    .containsExactlyInAnyOrderElementsOf(oracle.members(0));
            assertThat(Contents.query(file, QUERIES.get("type 1")))
                    .containsExactlyInAnyOrderElementsOf(oracle.members(1));
            assertThat(Contents.query(file, QUERIES.get("type 2")))
                    .containsExactlyInAnyOrderElementsOf(oracle.versions());
            assertThat(Contents.query(file, QUERIES.get("orders")))
                    .containsExactlyInAnyOrderElementsOf(oracle.orders());
        } finally {
            delete(home);
        }
    }

    private static List<HistoryBatch> batches(List<Arrival> history) {
        List<HistoryBatch> batches = new ArrayList<>();
        for (int number = 0; number < BATCHES; number++) {
            int wanted = number;
            batches.add(HistoryBatch.of(history.stream()
                    .filter(arrival -> arrival.batch() == wanted)
                    .map(Arrival::row)
                    .toList()));
        }
        return batches;
    }

    /** Each time under a batch id of its own. */
    private static List<Published> publish(Path home, List<HistoryBatch> batches, List<Integer> order)
            throws IOException {
        StarFixture star = new StarFixture(home.resolve("staging"));
        List<Published> published = new ArrayList<>();
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(home.resolve("warehouse.duckdb"))) {
            for (int number : order) {
                Published batch = new Published("b" + published.size(), batches.get(number));
                List<StagedTable> staged = batch.batch().stage(star, batch.batchId());
                List<TableReceipt> receipts =
                        warehouse.publish(star.request(batch.batchId(), staged)).tables();
                assertThat(receipts)
                        .extracting(TableReceipt::rows)
                        .containsExactlyElementsOf(
                                staged.stream().map(StagedTable::rows).toList());
                assertThat(receipts).allMatch(r -> r.inserted() >= 0 && r.updated() >= 0 && r.unchanged() >= 0);
                published.add(batch);
            }
        }
        return published;
    }

    @Provide
    Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers()
                .between(0, BATCHES - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    @Provide
    Arbitrary<List<Arrival>> histories() {
        Arbitrary<List<Integer>> references =
                Arbitraries.integers().between(-1, 3).list().ofSize(3);
        Arbitrary<Row> rows = Combinators.combine(
                        Arbitraries.of(0, 1, 2, 2, 2, 3, 3, 3, 4),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(-1, 4),
                        Arbitraries.integers().between(0, 2),
                        references,
                        Arbitraries.integers().between(-1, 5))
                .as(Row::new);
        return Combinators.combine(rows, Arbitraries.integers().between(0, BATCHES - 1))
                .as(Arrival::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
