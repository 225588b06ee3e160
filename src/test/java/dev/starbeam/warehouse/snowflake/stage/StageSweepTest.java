package dev.starbeam.warehouse.snowflake.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.snowflake.SnowflakeFixture;
import dev.starbeam.warehouse.snowflake.SnowflakeWarehouse;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions.StageModel;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import dev.starbeam.warehouse.snowflake.standin.StandInScript;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a publication removes of what runs that died left on the stage. The clients' clock stands still at 2024. */
class StageSweepTest {
    private static final Duration EIGHT_DAYS = Duration.ofDays(8);

    @TempDir
    Path directory;

    @AutoClose
    private SnowflakeStandIn standIn;

    private StarFixture star;

    @BeforeEach
    void begin() throws Exception {
        standIn = SnowflakeFixture.start(directory);
        star = StarFixture.plain(directory.resolve("staging"));
        dieAfterPut(star.first());
        assertThat(standIn.stagedFiles()).hasSize(3).allMatch(file -> file.startsWith("shop/b1/"));
    }

    @Test
    void anOldAttemptIsRemovedAndAYoungOneStays() throws Exception {
        standIn.ageStagedFiles("/b1/", EIGHT_DAYS);
        dieAfterPut(star.batch("young", List.of("11|C1|London"), List.of("O1|1|9.50|11")));
        publish(star.second());
        assertThat(standIn.stagedFiles()).hasSize(3).allMatch(file -> file.startsWith("shop/young/"));
    }

    @Test
    void anAttemptIsAsOldAsItsNewestFile() throws Exception {
        standIn.ageStagedFiles("/fact_orders/", EIGHT_DAYS);
        standIn.ageStagedFiles("/dim_customers/", Duration.ofDays(6));
        publish(star.second());
        assertThat(standIn.stagedFiles()).hasSize(3);
    }

    @Test
    void onlyAttemptsOfThePipelineAreRemoved() throws Exception {
        Path note = Files.writeString(directory.resolve("note.txt"), "mine");
        for (String place : List.of("shop/", "shop/b1/", "shop/b1/notes/here/", "shopping/b1/" + "0".repeat(8))) {
            StandInScript.run(
                    standIn,
                    "put 'file://" + note + "' @\"QUALITY\".\"STARBEAM_STAGE\"/" + place + " auto_compress = false");
        }
        standIn.ageStagedFiles("", EIGHT_DAYS);
        publish(star.second());
        assertThat(standIn.stagedFiles()).hasSize(4).allMatch(file -> file.endsWith("note.txt"));
    }

    @Test
    void howLongFilesStayIsDeclared() throws Exception {
        standIn.ageStagedFiles("/b1/", EIGHT_DAYS);
        publish(star.second(), 9);
        assertThat(standIn.stagedFiles()).hasSize(3);
        publish(star.batch("b3", List.of(), List.of()), 2);
        assertThat(standIn.stagedFiles()).isEmpty();
    }

    @Test
    void aSweepThatFailsFailsNothingElse() throws Exception {
        standIn.ageStagedFiles("/b1/", EIGHT_DAYS);
        for (String refused : List.of("list ", "select date_part", "remove @\"QUALITY\".\"STARBEAM_STAGE\"/shop/b1/")) {
            standIn.inject(refusing(refused));
            publish(star.batch("after " + refused.replaceAll("\\W", "_"), List.of(), List.of()));
            assertThat(standIn.stagedFiles()).hasSize(3).allMatch(file -> file.startsWith("shop/b1/"));
        }
    }

    @Test
    void aBatchThatIsPublishedAlreadyLooksForNothing() throws Exception {
        publish(star.second());
        standIn.forgetStatements();
        publishAgain(star.second());
        assertThat(standIn.statements()).noneMatch(sql -> sql.startsWith("list"));
    }

    /** Dead, it sends nothing more; so the warehouse isn't closed. */
    private void dieAfterPut(PublishRequest request) {
        SnowflakeWarehouse killed = SnowflakeFixture.open(standIn, directory, sql -> {
            if (sql.startsWith("begin transaction")) {
                throw new Death();
            }
        });
        assertThatThrownBy(() -> killed.publish(request)).isInstanceOf(Death.class);
        standIn.abandonSessions();
    }

    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static StandInFaults refusing(String statement) {
        return new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.startsWith(statement)) {
                    throw new StandInRefusal(904, "42000", "refused by the test");
                }
            }
        };
    }

    private void publish(PublishRequest request) {
        publish(request, StageModel.USUAL_DAYS);
    }

    private void publish(PublishRequest request, int keepDays) {
        try (SnowflakeWarehouse warehouse = open(keepDays)) {
            assertThat(warehouse.publish(request).outcome()).isEqualTo(Outcome.PUBLISHED);
        }
    }

    private void publishAgain(PublishRequest request) {
        try (SnowflakeWarehouse warehouse = open(StageModel.USUAL_DAYS)) {
            assertThat(warehouse.publish(request).outcome()).isEqualTo(Outcome.ALREADY_PUBLISHED);
        }
    }

    private SnowflakeWarehouse open(int keepDays) {
        SnowflakeOptions usual = SnowflakeOptions.DEFAULT;
        return SnowflakeWarehouse.open(
                SnowflakeFixture.uri(standIn, directory),
                "shop",
                new SnowflakeOptions(
                        usual.load(),
                        usual.merge(),
                        usual.marts(),
                        null,
                        null,
                        new StageModel(null, null, keepDays),
                        usual.clusterBy()),
                new SnowflakeWarehouse.Settings(
                        StarFixture.CLOCK, StatementObserver.NONE, org.joda.time.Duration.millis(10)));
    }
}
