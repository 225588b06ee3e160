package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.standin.MeetingAtTheLock;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs that publish at once. */
class SnowflakeRivalsTest {
    private static final String FIRST_MART = "create or replace transient table \"MARTS\".\"SALES\"";

    @TempDir
    Path directory;

    private AfterFirstBatch service;
    private StarFixture star;

    @BeforeEach
    void publishFirst() throws Exception {
        service = AfterFirstBatch.in(directory.resolve("first"));
        star = StarFixture.plain(directory.resolve("staging"));
    }

    @Test
    void oneBatchSubmittedTwiceIsPublishedOnce() throws Exception {
        PublishRequest one = star.second();
        PublishRequest two =
                StarFixture.plain(directory.resolve("staged-again")).second();
        try (SnowflakeStandIn standIn = service.start(directory.resolve("rivals"))) {
            List<String> answers = publishAtOnce(standIn, one, two);
            assertThat(answers).anyMatch(answer -> answer.contains("outcome=PUBLISHED"));
            assertThat(answers).anyMatch(answer -> answer.contains("outcome=ALREADY_PUBLISHED"));
            assertThat(answers.get(0).replace("ALREADY_", ""))
                    .isEqualTo(answers.get(1).replace("ALREADY_", ""));
            assertThat(AfterFirstBatch.contents(standIn)).isEqualTo(oneAfterTheOther(one));
            try (Connection duck = standIn.backdoor()) {
                assertThat(Contents.query(duck, "select batch_id from quality.loads order by 1"))
                        .isEqualTo(List.of(List.of("b1"), List.of("b2")));
            }
        }
    }

    @Test
    void twoBatchesAreBothPublished() throws Exception {
        PublishRequest one = star.second();
        PublishRequest two = other();
        try (SnowflakeStandIn standIn = service.start(directory.resolve("rivals"))) {
            assertThat(publishAtOnce(standIn, one, two)).allMatch(answer -> answer.contains("outcome=PUBLISHED"));
            assertThat(AfterFirstBatch.contents(standIn)).isIn(oneAfterTheOther(one, two), oneAfterTheOther(two, one));
        }
    }

    /** What another run built meanwhile may have been replaced by what this one had begun before. */
    @Test
    void martsAreBuiltAgainWhenAnotherRunPublishesMeanwhile() throws Exception {
        PublishRequest one = star.second();
        PublishRequest two = other();
        Path own = directory.resolve("rivals");
        try (SnowflakeStandIn standIn = service.start(own)) {
            afterFirstMart(standIn, () -> AfterFirstBatch.publish(standIn, two, own));
            AfterFirstBatch.publish(standIn, one, own);
            assertThat(buildsOf(standIn, "b2")).isEqualTo(2);
            assertThat(AfterFirstBatch.contents(standIn)).isEqualTo(oneAfterTheOther(one, two));
        }
    }

    @Test
    void martsHoldABatchWhoseRunEndsBeforeItsOwn() throws Exception {
        PublishRequest one = star.second();
        PublishRequest two = other();
        Path own = directory.resolve("rivals");
        try (SnowflakeStandIn standIn = service.start(own);
                SnowflakeWarehouse killed = SnowflakeFixture.open(standIn, own)) {
            afterFirstMart(standIn, () -> killed.publish(two));
            AfterFirstBatch.publish(standIn, one, own);
            assertThat(AfterFirstBatch.contents(standIn)).isEqualTo(oneAfterTheOther(one, two));
            assertThat(killed.buildMarts("b3", StarFixture.MARTS).built()).isFalse();
        }
    }

    private PublishRequest other() throws IOException {
        return star.batch("b3", List.of("11|C1|Lima", "14|C4|Oslo"), List.of("O1|1|5.00|14", "O4|1|1.00|11"));
    }

    private static void afterFirstMart(SnowflakeStandIn standIn, Runnable rival) {
        standIn.inject(new StandInFaults() {
            @Override
            public void after(String sql) {
                if (sql.startsWith(FIRST_MART)) {
                    standIn.inject(StandInFaults.NONE);
                    rival.run();
                }
            }
        });
    }

    private static long buildsOf(SnowflakeStandIn standIn, String batch) {
        return IntStream.range(0, standIn.statements().size())
                .filter(i -> standIn.statements().get(i).startsWith(FIRST_MART))
                .filter(i -> standIn.tags().get(i).contains('"' + batch + '"'))
                .count();
    }

    private List<String> publishAtOnce(SnowflakeStandIn standIn, PublishRequest one, PublishRequest two)
            throws Exception {
        standIn.inject(new MeetingAtTheLock());
        List<String> java = QuickStart.usual();
        try (PublishProcess first = PublishProcess.start(java, standIn, one, directory.resolve("one"));
                PublishProcess second = PublishProcess.start(java, standIn, two, directory.resolve("two"))) {
            return List.of(first.answer(), second.answer());
        }
    }

    private Map<String, List<List<String>>> oneAfterTheOther(PublishRequest... requests) throws Exception {
        Path own = directory.resolve("alone-" + requests[0].run().batchId());
        try (SnowflakeStandIn standIn = service.start(own)) {
            for (PublishRequest request : requests) {
                AfterFirstBatch.publish(standIn, request, own);
            }
            return AfterFirstBatch.contents(standIn);
        }
    }
}
