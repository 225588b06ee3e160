package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableChangesContract;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseContract;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.ColumnSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbWarehouseTest extends WarehouseContract {
    @Override
    public Warehouse open() {
        return DuckDbWarehouse.open(file(), StarFixture.CLOCK, StatementObserver.NONE);
    }

    @Override
    public Connection look() throws SQLException {
        return DriverManager.getConnection("jdbc:duckdb:" + file());
    }

    @Override
    protected StarFixture fixture(Path staging) {
        return new StarFixture(staging);
    }

    private Path file() {
        return directory.resolve("out/warehouse.duckdb");
    }

    @Test
    void aDynamicTableIsATableThatEveryRunReplaces() throws Exception {
        publish(star.first());
        build("b1", List.of(new MartModel("m", "select 1 as x", Materialization.VIEW, "m.sql")));
        publish(star.second());
        build("b2", List.of(new MartModel("m", "select 2 as x", Materialization.DYNAMIC_TABLE, "m.sql", "1 hour")));
        assertThat(rows("select x, table_type from marts.m, information_schema.tables where table_name = 'm'"))
                .containsExactly(row("2", "BASE TABLE"));
    }

    @Test
    void aFailingMartNamesItsFileAndLeavesTheOldMarts() throws Exception {
        publish(star.first());
        build("b1", StarFixture.MARTS);
        publish(star.second());
        Map<String, List<List<String>>> before = contents();
        for (String sql : List.of("select nonsense from star.fact_orders", "select 1; drop table star.fact_orders")) {
            List<MartModel> marts = List.of(
                    StarFixture.MARTS.get(0), new MartModel("bad", sql, Materialization.TABLE, "marts/bad.sql"));
            assertThatThrownBy(() -> build("b2", marts))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("mart marts/bad.sql failed: ")
                    .hasMessageContaining("Error");
            assertThat(contents()).isEqualTo(before);
        }
    }

    /** The driver shares a database among the connections of a process. Each order is one way how they may meet. */
    @ParameterizedTest
    @ValueSource(strings = {"begin transaction", "create schema", "insert into", "commit"})
    void twoPublishersOfOneProcessPublishABatchOnce(String meeting) throws Exception {
        if (!meeting.startsWith("create")) {
            publish(star.batch("b0", List.of(), List.of()));
        }
        PublishRequest first = star.first();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            AtomicReference<@Nullable Future<PublishReceipt.Outcome>> rival = new AtomicReference<>();
            StatementObserver meet = sql -> {
                if (sql.startsWith(meeting) && rival.get() == null) {
                    CountDownLatch tried = new CountDownLatch(1);
                    rival.set(threads.submit(() -> publishes(new SecondBegin(tried), first, tried)));
                    await(tried);
                }
            };
            PublishReceipt.Outcome one = publishes(meet, first, new CountDownLatch(1));
            assertThat(List.of(one, Objects.requireNonNull(rival.get()).get()))
                    .containsExactlyInAnyOrder(
                            PublishReceipt.Outcome.PUBLISHED, PublishReceipt.Outcome.ALREADY_PUBLISHED);
        } finally {
            threads.shutdownNow();
        }
        assertThat(rows("select count(*) from quality.loads where batch_id = 'b1'"))
                .containsExactly(row("1"));
        assertThat(rows("select count(*) from quality.rejected_rows where batch_id = 'b1'"))
                .containsExactly(row("1"));
    }

    private PublishReceipt.Outcome publishes(StatementObserver observer, PublishRequest request, CountDownLatch done) {
        try (Warehouse warehouse = DuckDbWarehouse.open(file(), StarFixture.CLOCK, observer)) {
            return warehouse.publish(request).outcome();
        } finally {
            done.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells when a publisher was refused, and begins once more. */
    private static final class SecondBegin implements StatementObserver {
        private final CountDownLatch tried;
        private int begun;

        SecondBegin(CountDownLatch tried) {
            this.tried = tried;
        }

        @Override
        public void before(String sql) {
            if (sql.equals("begin transaction") && ++begun == 2) {
                tried.countDown();
            }
        }
    }

    @Test
    void decimalsGetMorePlacesToo() throws Exception {
        publish(star.first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(2, ColumnSpec.optional("amount", ColumnType.decimal(18, 3), "More money."));
        publish(star.request(
                "b2",
                List.of(star.stage(
                        TableChangesContract.orders(columns), "b2", List.of("O7|1|1.125|0|data/orders.csv|9")))));
        assertThat(rows("select order_id, amount from star.fact_orders where line = 1 order by 1"))
                .containsExactly(row("O1", "9.500"), row("O7", "1.125"));
    }
}
