package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch looks like after a kill, a lost connection or a rival at any point, and after a re-run. */
class SnowflakeCrashTest {
    @TempDir
    Path directory;

    private StarFixture star;
    private SnowflakeStandIn standIn;

    @BeforeEach
    void begin() throws Exception {
        star = StarFixture.plain(directory.resolve("staging"));
        restart();
    }

    @AfterEach
    void end() throws Exception {
        standIn.close();
    }

    /** After the first batch. */
    private void restart() throws Exception {
        Path file = directory.resolve("service.duckdb");
        Path first = directory.resolve("first.duckdb");
        if (standIn != null) {
            standIn.close();
        }
        if (Files.exists(first)) {
            Files.deleteIfExists(directory.resolve("service.duckdb.wal"));
            Files.copy(first, file, StandardCopyOption.REPLACE_EXISTING);
            standIn = SnowflakeFixture.start(directory, file.toString());
            return;
        }
        standIn = SnowflakeFixture.start(directory, file.toString());
        run(star.first(), StatementObserver.NONE);
        standIn.close();
        Files.copy(file, first);
        standIn = SnowflakeFixture.start(directory, file.toString());
    }

    @Test
    void aKillBeforeAnyStatementLeavesTheOldStateOrTheNewAndARerunCompletesIt() throws Exception {
        Map<String, List<List<String>>> old = contents();
        PublishRequest second = star.second();
        AtomicInteger statements = new AtomicInteger();
        run(second, sql -> statements.incrementAndGet());
        Map<String, List<List<String>>> complete = contents();
        assertThat(statements.get()).isGreaterThan(30);
        for (int fatal = 1; fatal <= statements.get(); fatal++) {
            restart();
            Killed kill = new Killed(fatal);
            assertThatThrownBy(() -> run(second, kill)).isInstanceOf(Death.class);
            standIn.abandonSessions();
            assertThat(withoutMarts(contents()))
                    .as("after a kill before " + kill.last)
                    .isIn(withoutMarts(old), withoutMarts(complete));
            run(second, StatementObserver.NONE);
            assertThat(contents())
                    .as("after a re-run of a kill before " + kill.last)
                    .isEqualTo(complete);
        }
    }

    @Test
    void aRerunWaitsForTheTransactionOfADeadProcess() throws Exception {
        PublishRequest second = star.second();
        assertThatThrownBy(() -> run(second, new Killed(sql -> sql.contains("\"FACT_ORDERS\" as p"))))
                .isInstanceOf(Death.class);
        standIn.orphanSessions();
        CompletableFuture<Void> rerun = CompletableFuture.runAsync(() -> run(second, StatementObserver.NONE));
        TimeUnit.MILLISECONDS.sleep(700);
        assertThat(rerun).isNotDone();
        standIn.abandonOrphans();
        rerun.get(60, TimeUnit.SECONDS);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void aCommitWithoutAnAnswerIsLookedUp() throws Exception {
        loseConnection(sql -> sql.equals("commit"), true, false);
        PublishReceipt receipt = publish(star.second());
        assertThat(receipt.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(receipt.tables().get(1).inserted()).isEqualTo(1);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void aCommitThatNeverArrivedIsDoneAgain() throws Exception {
        loseConnection(sql -> sql.equals("commit"), false, true);
        assertThat(publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void theTransactionOfALostConnectionIsAbortedBeforeTheNextTry() throws Exception {
        loseConnection(sql -> sql.contains("\"FACT_ORDERS\" as p"), false, true);
        assertThat(publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(standIn.statements()).anyMatch(sql -> sql.matches("select system\\$abort_transaction\\(\\d+\\)"));
    }

    @Test
    void faultsThatPassAreMetByTryingAgainAndOthersAreNot() throws Exception {
        refuse(sql -> sql.startsWith("copy"), new StandInRefusal(603, "XX000", "internal error"));
        assertThat(publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
        refuse(sql -> sql.startsWith("copy"), new StandInRefusal(3001, "42501", "Insufficient privileges"));
        assertThatThrownBy(() -> publish(star.batch("b3", List.of("14|C4|Oslo"), List.of())))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("Insufficient privileges")
                .hasMessageContaining("starbeam ddl --dialect=snowflake");
        refuse(sql -> sql.startsWith("update \"QUALITY\".\"PUBLISH_LOCK\""), new StandInRefusal(625, "57014", "lock"));
        assertThatThrownBy(() -> publish(star.batch("b3", List.of("14|C4|Oslo"), List.of())))
                .hasMessageContaining("SYSTEM$ABORT_TRANSACTION");
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void oneBatchSubmittedTwiceAtOnceIsPublishedOnce() throws Exception {
        StarFixture other = StarFixture.plain(directory.resolve("other"));
        PublishRequest one = star.second();
        PublishRequest two = other.second();
        CompletableFuture<PublishReceipt> first = CompletableFuture.supplyAsync(() -> publish(one));
        CompletableFuture<PublishReceipt> second = CompletableFuture.supplyAsync(() -> publish(two));
        assertThat(List.of(
                        first.get(60, TimeUnit.SECONDS).outcome(),
                        second.get(60, TimeUnit.SECONDS).outcome()))
                .containsExactlyInAnyOrder(Outcome.PUBLISHED, Outcome.ALREADY_PUBLISHED);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
        assertThat(first.get().tables()).isEqualTo(second.get().tables());
    }

    @Test
    void twoBatchesAtOnceAreBothPublished() throws Exception {
        PublishRequest one = star.batch("b2", List.of("21|D1|Lima"), List.of("P1|1|1.00|21"));
        PublishRequest two = star.batch("b3", List.of("22|D2|Cuzco"), List.of("P2|1|2.00|22"));
        CompletableFuture<PublishReceipt> first = CompletableFuture.supplyAsync(() -> publish(one));
        CompletableFuture<PublishReceipt> second = CompletableFuture.supplyAsync(() -> publish(two));
        CompletableFuture.allOf(first, second).get(60, TimeUnit.SECONDS);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2"), List.of("b3")));
        try (Connection duck = standIn.backdoor()) {
            assertThat(Contents.query(duck, "select count(*) from star.fact_orders"))
                    .isEqualTo(List.of(List.of("5")));
        }
    }

    /** The process is gone: nothing more is sent, not even a rollback. */
    private static final class Killed implements StatementObserver {
        private final AtomicInteger seen = new AtomicInteger();
        private final Predicate<String> fatal;
        private boolean dead;
        String last = "";

        Killed(int statement) {
            this.fatal = sql -> seen.get() == statement;
        }

        Killed(Predicate<String> fatal) {
            this.fatal = fatal;
        }

        @Override
        public void before(String sql) {
            seen.incrementAndGet();
            if (dead || fatal.test(sql)) {
                last = dead ? last : sql;
                dead = true;
                throw new Death();
            }
        }
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Once: the connection and the session are lost at a statement; what the session had open stays or is rolled back. */
    private void loseConnection(Predicate<String> at, boolean afterwards, boolean stays) {
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                lose(sql, !afterwards);
            }

            @Override
            public void after(String sql) {
                lose(sql, afterwards);
            }

            private void lose(String sql, boolean now) {
                if (now && at.test(sql)) {
                    standIn.inject(StandInFaults.NONE);
                    standIn.orphanSessions();
                    if (!stays) {
                        standIn.abandonSessions();
                    }
                    throw new ConnectionLost();
                }
            }
        });
    }

    private void refuse(Predicate<String> at, StandInRefusal refusal) {
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (at.test(sql)) {
                    standIn.inject(StandInFaults.NONE);
                    throw refusal;
                }
            }
        });
    }

    private void run(PublishRequest request, StatementObserver observer) {
        // Not closed after a death: a dead process closes nothing.
        SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory, observer);
        warehouse.publish(request);
        warehouse.buildMarts(request.run().batchId(), StarFixture.MARTS);
        warehouse.close();
    }

    private PublishReceipt publish(PublishRequest request) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            return warehouse.publish(request);
        }
    }

    private Map<String, List<List<String>>> contents() throws Exception {
        try (Connection duck = standIn.backdoor()) {
            return Contents.of(duck);
        }
    }

    private List<List<String>> ledger() throws Exception {
        try (Connection duck = standIn.backdoor()) {
            return Contents.query(duck, "select batch_id from quality.loads order by 1");
        }
    }

    private static Map<String, List<List<String>>> withoutMarts(Map<String, List<List<String>>> contents) {
        Map<String, List<List<String>>> rest = new java.util.TreeMap<>(contents);
        rest.keySet().removeIf(table -> table.contains("\"MARTS\"") || table.contains("\"LOADS\""));
        return rest;
    }
}
