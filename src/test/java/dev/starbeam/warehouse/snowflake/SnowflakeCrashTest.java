package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.Sample;
import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.CommitStateUnknownException;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.MartsContract;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a batch looks like after a lost connection or a refusal, and after a death while its tables are made. */
class SnowflakeCrashTest {
    @TempDir
    Path directory;

    private StarFixture star;

    @AutoClose
    private SnowflakeStandIn standIn;

    @BeforeEach
    void begin() throws Exception {
        star = StarFixture.plain(directory.resolve("staging"));
        standIn = SnowflakeFixture.start(directory);
    }

    /** The first batch makes all tables. {@link SnowflakeKillTest} kills a later one, by force and everywhere. */
    @Test
    void aDeathWhileTablesAreMadeLeavesThemEmptyAndARerunCompletesThem() throws Exception {
        PublishRequest first = star.first();
        AfterFirstBatch.publish(standIn, first, directory);
        Map<String, List<List<String>>> complete = AfterFirstBatch.contents(standIn);
        List<String> statements = standIn.statements();
        int beyond = IntStream.range(0, statements.size())
                .filter(i -> statements.get(i).startsWith("put"))
                .findFirst()
                .getAsInt();
        assertThat(statements.subList(0, beyond))
                .filteredOn(sql -> sql.startsWith("create"))
                .hasSizeGreaterThan(10);
        for (int fatal : Sample.of(IntStream.rangeClosed(1, beyond).boxed().toList(), 4)) {
            standIn.close();
            standIn = SnowflakeFixture.start(directory);
            die(first, fatal);
            assertThat(AfterFirstBatch.contents(standIn).values())
                    .as("after a death before " + statements.get(fatal - 1))
                    .allMatch(List::isEmpty);
            AfterFirstBatch.publish(standIn, first, directory);
            assertThat(AfterFirstBatch.contents(standIn))
                    .as("after a re-run after a death before " + statements.get(fatal - 1))
                    .isEqualTo(complete);
        }
    }

    /** Dead, it sends nothing more, not even a rollback; so the warehouse isn't closed. */
    private void die(PublishRequest request, int fatal) {
        AtomicInteger seen = new AtomicInteger();
        SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory, sql -> {
            if (seen.incrementAndGet() >= fatal) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> warehouse.publish(request)).isInstanceOf(Death.class);
        standIn.abandonSessions();
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aCommitWithoutAnAnswerIsLookedUp() throws Exception {
        publish(star.first());
        loseConnection(sql -> sql.equals("commit"), true, false);
        PublishReceipt receipt = publish(star.second());
        assertThat(receipt.outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(receipt.tables().get(1).inserted()).isEqualTo(1);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void aCommitThatNeverArrivedIsDoneAgain() throws Exception {
        publish(star.first());
        loseConnection(sql -> sql.equals("commit"), false, true);
        assertThat(publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    /** Rolling back succeeds then, since nothing is open any more; that says nothing of the commit. */
    @Test
    void aCommitAfterWhichNothingIsHeardAnyMoreIsNotKnown() throws Exception {
        publish(star.first());
        AtomicBoolean committed = new AtomicBoolean();
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (committed.get() && !sql.equals("rollback")) {
                    throw new StandInRefusal(603, "XX000", "internal error");
                }
            }

            @Override
            public void after(String sql) {
                if (sql.equals("commit")) {
                    committed.set(true);
                    throw new StandInRefusal(603, "XX000", "internal error");
                }
            }
        });
        assertThatThrownBy(() -> publish(star.second())).isInstanceOf(CommitStateUnknownException.class);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1"), List.of("b2")));
    }

    @Test
    void aCommitThatIsRefusedIsKnownNotToBe() throws Exception {
        publish(star.first());
        refuse(sql -> sql.equals("commit"), new StandInRefusal(3001, "42501", "Insufficient privileges"));
        assertThatThrownBy(() -> publish(star.second()))
                .isInstanceOf(WarehouseException.class)
                .isNotInstanceOf(CommitStateUnknownException.class);
        assertThat(ledger()).isEqualTo(List.of(List.of("b1")));
    }

    @Test
    void theTransactionOfALostConnectionIsAbortedBeforeTheNextTry() throws Exception {
        publish(star.first());
        loseConnection(sql -> sql.contains("\"FACT_ORDERS\" as p"), false, true);
        assertThat(publish(star.second()).outcome()).isEqualTo(Outcome.PUBLISHED);
        assertThat(standIn.statements()).anyMatch(sql -> sql.matches("select system\\$abort_transaction\\(\\d+\\)"));
    }

    /** What it left open would keep the next try waiting for the lock until that fails. */
    @Test
    void theTransactionOfAMartIsAbortedBeforeTheNextTryToo() throws Exception {
        List<MartModel> marts = List.of(MartsContract.bySales(""));
        publish(star.first().withMarts(marts));
        build("b1", marts);
        publish(star.second().withMarts(marts));
        loseConnection(sql -> sql.startsWith("merge into \"MARTS\""), false, true);
        assertThat(build("b2", marts).built()).isTrue();
        assertThat(standIn.statements()).anyMatch(sql -> sql.matches("select system\\$abort_transaction\\(\\d+\\)"));
        try (Connection duck = standIn.backdoor()) {
            assertThat(Contents.query(duck, "select customer_id, amount from marts.m order by 1"))
                    .isEqualTo(List.of(List.of("C1", "9.75"), List.of("C2", "1.00"), List.of("C3", "9.00")));
        }
    }

    @Test
    void faultsThatPassAreMetByTryingAgainAndOthersAreNot() throws Exception {
        publish(star.first());
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
    void whatFailsForGoodLeavesNothingOnTheStage() throws Exception {
        publish(star.first());
        refuse(sql -> sql.startsWith("copy"), new StandInRefusal(3001, "42501", "Insufficient privileges"));
        assertThatThrownBy(() -> publish(star.second())).hasMessageContaining("Insufficient privileges");
        assertThat(standIn.stagedFiles()).isEmpty();
        PublishRequest twice = star.batch("b3", List.of("14|C4|Oslo", "14|C5|Rome"), List.of());
        assertThatThrownBy(() -> publish(twice)).hasMessageContaining("share the key");
        assertThat(standIn.stagedFiles()).isEmpty();
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

    private MartsReceipt build(String batchId, List<MartModel> marts) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            return warehouse.buildMarts(batchId, marts);
        }
    }

    private PublishReceipt publish(PublishRequest request) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            return warehouse.publish(request);
        }
    }

    private List<List<String>> ledger() throws Exception {
        try (Connection duck = standIn.backdoor()) {
            return Contents.query(duck, "select batch_id from quality.loads order by 1");
        }
    }
}
