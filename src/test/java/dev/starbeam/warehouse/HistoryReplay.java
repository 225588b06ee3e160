package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.model.dialect.GroupedQuery;
import dev.starbeam.warehouse.HistoryBatch.Row;
import dev.starbeam.warehouse.HistoryOracle.Published;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;

/** Any history of members, orders and deletions, cut into any batches, published in any order and again. */
public abstract class HistoryReplay {
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

    /** Groups by a fact's own value, by attributes of members of each type, by keys that change, and over versions alone. */
    private static final List<MartModel> MARTS = List.of(
            mart(
                    "by_attribute",
                    "value",
                    "select d.value, count(*) as orders, sum(o.value) as total from star.fact_orders o join star.dim_t1"
                            + " d on d.t1_key = o.t1_key group by d.value"),
            mart(
                    "by_versions",
                    "then_value, first_value",
                    "select v.value as then_value, z.value as first_value, count(*) as orders from star.fact_orders o"
                            + " join star.dim_t2 v on v.t2_key = o.t2_key join star.dim_t0 z on z.t0_key = o.t0_key"
                            + " where o.value is distinct from 3 group by v.value, z.value"),
            mart(
                    "by_key",
                    "t2_key",
                    "select t2_key, max(ordered_at) as last, count(distinct t1_key) as members from star.fact_orders"
                            + " group by t2_key having count(*) > 1"),
            mart(
                    "of_versions",
                    "is_current",
                    "select is_current, value, count(*) as versions, min(valid_from) as since from star.dim_t2"
                            + " group by is_current, value"),
            mart(
                    "of_days",
                    "since",
                    "select cast(o.ordered_at as date) as since, sum(o.value + coalesce(d.value, 0)) as total from"
                            + " star.fact_orders as o join star.dim_t1 as d using (t1_key)"
                            + " group by cast(o.ordered_at as date)"));

    private static MartModel mart(String name, String keys, String sql) {
        GroupedQuery.Analysis analysis = GroupedQuery.of(sql, List.of(keys.split(", ")));
        assertThat(analysis.refusals()).isEmpty();
        MartGroups groups = analysis.groups().orElseThrow();
        return new MartModel(name, sql, Materialization.INCREMENTAL, name + ".sql", null, groups);
    }

    /**
     * What happened, and in which batch it arrives.
     *
     * @param row the row
     * @param batch the batch
     */
    public record Arrival(Row row, int batch) {}

    /** Opens a new warehouse, whose files are in {@code home}. */
    protected abstract Warehouse open(Path home) throws Exception;

    /** A connection to look at the contents of the warehouse opened last; to be closed. */
    protected abstract Connection look() throws SQLException;

    /** Closes what {@link #open} needed beside the warehouse. */
    protected void close() throws SQLException {}

    protected abstract StarFixture fixture(Path staging);

    private int tries;

    /** Tries one of three, since each takes seconds; all with {@code -Dstarbeam.full=true}. */
    protected final void replay(List<Arrival> history, List<Integer> order) throws Exception {
        if (Sample.has(tries++, 3)) {
            replayAll(history, order);
        }
    }

    private void replayAll(List<Arrival> history, List<Integer> order) throws Exception {
        Path home = Files.createTempDirectory("history");
        try {
            HistoryOracle oracle = new HistoryOracle(publish(home, batches(history), order));
            try (Connection duck = look()) {
                compare(duck, "type 0", oracle.members(0));
                compare(duck, "type 1", oracle.members(1));
                compare(duck, "type 2", oracle.versions());
                compare(duck, "orders", oracle.orders());
                for (MartModel mart : MARTS) {
                    assertThat(Contents.query(duck, "select * from marts." + mart.name()))
                            .as("%s, built by groups", mart.name())
                            .containsExactlyInAnyOrderElementsOf(Contents.query(duck, mart.sql()));
                }
            }
        } finally {
            close();
            delete(home);
        }
    }

    private static void compare(Connection duck, String table, List<List<String>> expected) throws SQLException {
        assertThat(Contents.query(duck, QUERIES.get(table))).as(table).containsExactlyInAnyOrderElementsOf(expected);
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
    private List<Published> publish(Path home, List<HistoryBatch> batches, List<Integer> order) throws Exception {
        StarFixture star = fixture(home.resolve("staging"));
        List<Published> published = new ArrayList<>();
        try (Warehouse warehouse = open(home)) {
            for (int number : order) {
                Published batch = new Published("b" + published.size(), batches.get(number));
                List<TableLoad> staged = batch.batch().stage(star, batch.batchId());
                List<TableReceipt> receipts = warehouse
                        .publish(star.request(batch.batchId(), staged).withMarts(MARTS))
                        .tables();
                assertThat(receipts)
                        .extracting(TableReceipt::rows)
                        .containsExactlyElementsOf(
                                staged.stream().map(TableLoad::rows).toList());
                assertThat(receipts).allMatch(r -> r.inserted() >= 0 && r.updated() >= 0 && r.unchanged() >= 0);
                published.add(batch);
                // Some runs die before they build marts, and leave that to the next.
                if (number != 1 || published.size() == order.size()) {
                    warehouse.buildMarts(batch.batchId(), MARTS);
                }
            }
        }
        return published;
    }

    @Provide
    protected Arbitrary<List<Integer>> orders() {
        return Arbitraries.integers()
                .between(0, BATCHES - 1)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7);
    }

    @Provide
    protected Arbitrary<List<Arrival>> histories() {
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
