package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.cli.CommandLine;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps apart that publish to the stand-in for Snowflake, where several may publish at once. */
class SnowflakeStepsTest {
    private static final String COUNTS = "select count(*), count(distinct order_id) from star.fact_orders";

    @TempDir
    Path directory;

    @AutoClose
    private StandInService service;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        service = StandInService.start(directory.resolve("service"));
        shop = Shop.in(directory.resolve("shop"));
    }

    @Test
    void stepsApartGiveWhatOneRunGives() throws Exception {
        shop.run("--batchId=b1").expecting(0);
        String record = stage("--batchId=b1");
        assertThat(Files.readString(Path.of(record))).doesNotContain(StandInService.SECRET);
        service.standIn().forgetStatements();
        assertThat(step("judge", "--record=" + record).out()).contains("The gate is open.");
        assertThat(service.standIn().statements())
                .as("judging asks no warehouse")
                .isEmpty();

        CommandLine published = step("publish", "--record=" + record);
        assertThat(published.out()).contains("Published to snowflake:");
        assertThat(service.standIn().stagedFiles()).isEmpty();
        assertThat(staging()).isEmpty();
        assertThat(step("marts", "--warehouse=" + service.uri()).out()).contains("Built 2 marts");
        assertThat(step("marts", "--warehouse=" + service.uri()).out()).contains("nothing changed");

        service.requireSameAs(shop.warehouse());
    }

    /** The rival is through, its batch's files are gone, when this one is about to put them. */
    @Test
    void aPublisherWhoseRivalHasRemovedTheFilesFindsTheBatchPublished() throws Exception {
        String record = "--record=" + stage();
        List<CommandLine> rivals = new ArrayList<>();
        beforeFirst("put", () -> rivals.add(step("publish", record)));

        CommandLine published = step("publish", record);

        assertThat(rivals).singleElement().asString().contains("Published to snowflake:");
        assertThat(published.out())
                .contains("This batch is already in snowflake:")
                .doesNotContain("Published to");
        assertThat(service.rows("select count(*) from quality.loads")).containsExactly("1");
        assertThat(service.rows(COUNTS)).containsExactly("4|4");
        assertThat(service.standIn().stagedFiles()).isEmpty();
        assertThat(staging()).isEmpty();
    }

    /** Between two batches, with the second one's record read and its files gone. */
    @Test
    void aBatchThatARivalPublishesWhileAnotherIsPublishedIsPassedOver() throws Exception {
        String one = "--record=" + stage();
        shop.withOrders("5,b,9,1.00,2024-03-02 00:00:00\n");
        String two = "--record=" + stage();
        beforeFirst("put", () -> step("publish", two));

        CommandLine published = step("publish", one, two);

        assertThat(published.out()).contains("Published to").containsOnlyOnce("This batch is already in snowflake:");
        assertThat(service.rows("select count(*), count(distinct batch_id) from quality.loads"))
                .containsExactly("2|2");
        assertThat(service.rows(COUNTS)).containsExactly("5|5");
        assertThat(service.standIn().stagedFiles()).isEmpty();
        assertThat(staging()).isEmpty();
    }

    /** Runs the rival before the first statement that begins like this, and no more. */
    private void beforeFirst(String words, Runnable rival) {
        service.standIn().inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.startsWith(words)) {
                    service.standIn().inject(StandInFaults.NONE);
                    rival.run();
                }
            }
        });
    }

    private String stage(String... more) {
        List<String> words = new ArrayList<>(List.of(more));
        words.add("--warehouse=" + service.uri());
        words.add("--staging=" + shop.home().resolve("staging"));
        String out = step("stage", words.toArray(String[]::new)).out().stripTrailing();
        return out.substring(out.lastIndexOf('\n') + 1);
    }

    /** A step, which must end well. */
    private CommandLine step(String name, String... more) {
        List<String> words =
                new ArrayList<>(List.of(name, "--pipeline=" + shop.directory(), "--var=raw=" + shop.directory()));
        words.add("--report=" + shop.home().resolve("report"));
        words.addAll(List.of(more));
        CommandLine command = CommandLine.run(words);
        assertThat(command.exitCode())
                .as("%s%n%s", command.out(), command.err())
                .isZero();
        return command;
    }

    private String[] staging() {
        return shop.home().resolve("staging").toFile().list();
    }
}
