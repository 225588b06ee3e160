package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.Sample;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed at every statement that they send, each in front of a service of its own: when the statement has
 * come and is not carried out, and when it is carried out and not answered. What a killed process has staged stays; the
 * next one stages its own.
 */
class SnowflakeKillTest {
    @TempDir
    static Path directory;

    private static AfterFirstBatch service;
    private static QuickStart java;
    private static PublishRequest second;
    private static PublishRequest again;

    private static Map<String, List<List<String>>> old;
    private static Map<String, List<List<String>>> complete;
    private static List<String> statements;

    /** What a process does that is left alone. */
    @BeforeAll
    static void publishUndisturbed() throws Exception {
        service = AfterFirstBatch.in(directory.resolve("first"));
        java = QuickStart.prepare(directory);
        second = StarFixture.plain(directory.resolve("staging")).second();
        again = StarFixture.plain(directory.resolve("staged-again")).second();
        Path own = directory.resolve("undisturbed");
        try (SnowflakeStandIn standIn = service.start(own)) {
            old = AfterFirstBatch.contents(standIn);
            try (PublishProcess process = PublishProcess.start(java.first(), standIn, second, own)) {
                assertThat(process.answer()).contains("outcome=PUBLISHED");
            }
            complete = AfterFirstBatch.contents(standIn);
            statements = standIn.statements();
        }
    }

    @Test
    void aKillAtAnyStatementLeavesTheOldStateOrTheNewAndARerunCompletesIt() throws Exception {
        assertThat(statements)
                .extracting(sql -> sql.split(" ")[0])
                .contains("use", "put", "copy", "begin", "merge", "insert", "commit", "drop", "remove", "update");
        ExecutorService lanes =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors() + 1);
        try {
            List<Future<Void>> kills = new ArrayList<>();
            for (Moment moment : moments()) {
                kills.add(lanes.submit(() -> killAndRunAgain(moment)));
            }
            for (Future<Void> kill : kills) {
                kill.get();
            }
        } finally {
            lanes.shutdownNow();
            assertThat(lanes.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** Around the commit always, and some of the others; an odd stretch, so that both come, before and after. */
    private static Set<Moment> moments() {
        List<Moment> all = new ArrayList<>();
        for (int statement = 1; statement <= statements.size(); statement++) {
            all.add(new Moment(statement, false));
            all.add(new Moment(statement, true));
        }
        Set<Moment> moments = new LinkedHashSet<>(Sample.of(all, 15));
        int commit = statements.indexOf("commit") + 1;
        moments.add(new Moment(commit, false));
        moments.add(new Moment(commit, true));
        return moments;
    }

    private static Void killAndRunAgain(Moment moment) throws Exception {
        int statement = moment.statement();
        boolean done = moment.done();
        String when = "a kill " + (done ? "after " : "before ") + statement + ", " + statements.get(statement - 1);
        Path own = directory.resolve("killed-" + (done ? "after-" : "before-") + statement);
        try (SnowflakeStandIn standIn = service.start(own)) {
            kill(standIn, statement, done, own);
            standIn.abandonSessions();
            boolean committed = statements.indexOf("commit") < (done ? statement : statement - 1);
            assertLeft(when, AfterFirstBatch.contents(standIn), committed);
            assertThat(AfterFirstBatch.publish(standIn, again, own).outcome())
                    .as("a re-run after " + when)
                    .isEqualTo(committed ? Outcome.ALREADY_PUBLISHED : Outcome.PUBLISHED);
            assertThat(AfterFirstBatch.contents(standIn))
                    .as("after a re-run after " + when)
                    .isEqualTo(complete);
        }
        return null;
    }

    /** The session stays as it was at that moment. */
    private static void kill(SnowflakeStandIn standIn, int statement, boolean done, Path own) throws Exception {
        KillAt fault = new KillAt(statement, done);
        standIn.inject(fault);
        try (PublishProcess process = PublishProcess.start(java.next(), standIn, second, own)) {
            fault.aimAt(process);
            assertThat(process.wasKilled()).as(process.answer()).isTrue();
        }
        standIn.inject(StandInFaults.NONE);
        assertThat(withoutAttempt(fault.lastStatement())).isEqualTo(withoutAttempt(statements.get(statement - 1)));
    }

    /** Each publication puts its files to a place of its own. */
    private static String withoutAttempt(String sql) {
        return sql.replaceAll("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/", "/<attempt>/");
    }

    /** The batch is there wholly or not at all, with its ledger row; each mart is the old one or the new one. */
    private static void assertLeft(String when, Map<String, List<List<String>>> left, boolean committed) {
        assertThat(published(left)).as("after " + when).isEqualTo(published(committed ? complete : old));
        left.forEach((table, rows) -> {
            if (table.contains("\"MARTS\"")) {
                assertThat(rows).as(table + " after " + when).isIn(old.get(table), complete.get(table));
            }
        });
        assertThat(left.keySet()).as("after " + when).isEqualTo(complete.keySet());
    }

    /** Without the marts and what the ledger says of them, in its last columns. */
    private static Map<String, List<List<String>>> published(Map<String, List<List<String>>> contents) {
        Map<String, List<List<String>>> published = new TreeMap<>(contents);
        published.keySet().removeIf(table -> table.contains("\"MARTS\""));
        published.computeIfPresent(
                "BASE TABLE \"QUALITY\".\"LOADS\"",
                (table, loads) -> loads.stream()
                        .map(load -> load.subList(0, load.size() - 3))
                        .toList());
        return published;
    }

    /**
     * When a process is killed.
     *
     * @param statement the statement's number, from 1
     * @param done whether it is carried out
     */
    private record Moment(int statement, boolean done) {}

    @Test
    void aRerunWaitsForTheTransactionOfADeadProcess() throws Exception {
        Path own = directory.resolve("waits");
        try (SnowflakeStandIn standIn = service.start(own)) {
            kill(standIn, statements.indexOf("commit"), true, own);
            standIn.orphanSessions();
            CountDownLatch waits = new CountDownLatch(1);
            standIn.inject(new StandInFaults() {
                @Override
                public void waits(String table) {
                    if (table.contains("PUBLISH_LOCK")) {
                        waits.countDown();
                    }
                }
            });
            CompletableFuture<Void> rerun =
                    CompletableFuture.runAsync(() -> AfterFirstBatch.publish(standIn, again, own));
            assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
            standIn.abandonOrphans();
            rerun.get(1, TimeUnit.MINUTES);
            assertThat(AfterFirstBatch.contents(standIn)).isEqualTo(complete);
        }
    }
}
