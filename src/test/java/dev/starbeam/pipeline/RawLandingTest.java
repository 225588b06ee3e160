package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Source rows land in schema raw as they were read: all of them, once a batch, whatever is repeated. */
class RawLandingTest {
    private static final String ODD =
            "5,a,\"2\nor 3\",\"1,50\",\n6,'a','','\"\",Zoë 中\n7,\\N,NULL,,=\n8,\"x\"\"y'z\",\\,\t,\"\"\n";
    private static final String ROWS = "select order_id, coalesce(customer_id, 'NULL'), coalesce(quantity, 'NULL'),"
            + " coalesce(unit_price, 'NULL'), coalesce(ordered_at, 'NULL'), _source_offset from raw.raw_orders"
            + " order by _source_offset";

    private static final Pattern COPY_TO_LAND =
            Pattern.compile("(?i)^copy into (\\S+__RAW_ORDERS__\\S+|\\S+raw__raw_orders__\\S+)");

    @TempDir
    Path directory;

    private Shop shop;

    @AutoClose
    private SnowflakeStandIn standIn;

    @BeforeEach
    void start() throws IOException, SQLException {
        shop = Shop.in(directory.resolve("shop"))
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", csv: {null_text: [\"NULL\"]}, raw: {land: true}}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .withOrders(ODD);
        standIn = SnowflakeStandIn.start(directory.resolve("stages"));
        standIn.haveStage("\"QUALITY\".\"STARBEAM_STAGE\"");
    }

    @Test
    void everyTextArrivesAsItIsOnBothWarehouses() throws Exception {
        PipelineRun run = shop.run("--onQualityFailure=warn").expecting(0);
        onSnowflake().expecting(0);

        List<String> onDuckDb = Published.rows(shop.warehouse(), ROWS);
        assertThat(onDuckDb)
                .hasSize((int) run.stage("raw_orders").get("accepted").asLong());
        assertThat(onDuckDb).anyMatch(row -> row.startsWith("7|\\N|NULL||=|"));
        assertThat(landed(ROWS)).isEqualTo(onDuckDb);
        assertThat(landed("select rows_landed, source from quality.raw_landings"))
                .containsExactly(onDuckDb.size() + "|raw_orders");
        assertThat(landed("select count(*) from raw.raw_orders where quantity is null"))
                .containsExactly("1");
        assertThat(landed("select count(*) from raw.raw_orders where unit_price = ''"))
                .containsExactly("1");
    }

    @Test
    void aBatchLandsOnceAndAnotherIsAddedToIt() throws Exception {
        onSnowflake().expecting(0);
        List<String> first = landed(ROWS);
        onSnowflake().expecting(0);
        assertThat(landed(ROWS)).isEqualTo(first);

        shop.withOrders("9,a,1,2.00,2024-03-02 00:00:00\n");
        onSnowflake().expecting(0);
        assertThat(landed("select count(distinct _batch_id), count(*) from raw.raw_orders"))
                .containsExactly("2|" + (first.size() + 5));
        nothingIsLeft();
    }

    @Test
    void whatDiesBetweenCopyAndLedgerLandsWithTheNextRun() throws Exception {
        standIn.inject(refusingOnce(sql -> sql.startsWith("insert into \"RAW\"")));
        assertThat(onSnowflake().expecting(3).err()).contains("refused by the test");
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("0");
        assertThat(landed("select count(*) from quality.raw_landings")).containsExactly("0");
        assertThat(standIn.stagedFiles()).noneMatch(file -> file.contains("raw_orders"));
        assertThat(landed("select count(*) from information_schema.tables where table_name ilike '%__raw_orders__%'"))
                .containsExactly("0");

        standIn.inject(StandInFaults.NONE);
        onSnowflake().expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("8");
        assertThat(landed("select rows_landed from quality.raw_landings")).containsExactly("8");
    }

    @Test
    void whatFailsToLandWhenTheBatchIsPublishedIsSaidAndLandsWithItsNextRun() throws Exception {
        standIn.inject(refusingWhenPublished());
        PipelineRun run = onSnowflake().expecting(3);
        assertThat(run.err())
                .containsPattern("the run failed, and batch shop-[0-9a-f]+ is published: landing raw.raw_orders failed")
                .contains("refused by the test")
                .containsPattern("run again with --batchId=shop-[0-9a-f]+: what is missing is done")
                .doesNotContain("nothing was published");
        assertThat(landed("select count(*) from star.fact_orders")).containsExactly("8");
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("0");

        standIn.inject(StandInFaults.NONE);
        assertThat(onSnowflake().expecting(0).out()).contains("none of its rows was published again");
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("8");
        assertThat(landed("select count(*) from star.fact_orders")).containsExactly("8");
    }

    @Test
    void newFilesOfAPublishedBatchLandWithAFullRefreshOnly() throws Exception {
        shop.declaring("raw: {land: true}, read: new_files}", "raw: {land: true}}");
        standIn.inject(refusingWhenPublished());
        assertThat(onSnowflake().expecting(3).err())
                .contains("files of a published batch count as read", "--full-refresh reads all files")
                .doesNotContain("nothing was published", "--batchId");

        standIn.inject(StandInFaults.NONE);
        onSnowflake().expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("0");
        onSnowflake("--full-refresh").expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("8");
    }

    @Test
    void aLostAnswerToTheCommitLandsNothingTwice() throws Exception {
        AtomicInteger inserts = new AtomicInteger();
        standIn.inject(new StandInFaults() {
            @Override
            public void after(String sql) {
                if (sql.startsWith("insert into \"QUALITY\".\"RAW_LANDINGS\"")) {
                    inserts.incrementAndGet();
                } else if (sql.startsWith("commit") && inserts.get() == 1) {
                    inserts.incrementAndGet();
                    throw new ConnectionLost();
                }
            }
        });
        onSnowflake().expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("8");
    }

    /** Both copy into one table, where rows and the trailers that count them are there twice then. */
    @Test
    void whatTwoRunsOfABatchCopyAtOnceIsNotLandedTwice() throws Exception {
        standIn.inject(new StandInFaults() {
            @Override
            public void after(String sql) {
                Matcher copy = COPY_TO_LAND.matcher(sql);
                if (copy.find()) {
                    copyAgain(copy.group(1));
                }
            }
        });
        assertThat(onSnowflake().expecting(3).err()).contains("another run of the batch has copied its rows");
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("0");

        standIn.inject(StandInFaults.NONE);
        onSnowflake().expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("8");
    }

    private void copyAgain(String table) {
        try (Connection duck = standIn.backdoor();
                Statement statement = duck.createStatement()) {
            statement.execute("insert into " + table + " select * from " + table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSourceWithoutRowsLandsNone() throws Exception {
        shop.file("orders.csv", "order_id,customer_id,quantity,unit_price,ordered_at\n");
        onSnowflake().expecting(0);
        assertThat(landed("select count(*) from raw.raw_orders")).containsExactly("0");
        assertThat(landed("select rows_landed from quality.raw_landings")).containsExactly("0");
    }

    private void nothingIsLeft() throws IOException, SQLException {
        assertThat(standIn.stagedFiles()).isEmpty();
        assertThat(landed("select count(*) from information_schema.tables where table_schema ilike 'starbeam_work'"))
                .containsExactly("0");
        try (Stream<Path> staged = Files.walk(shop.home().resolve("staging"))) {
            assertThat(staged.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static StandInFaults refusingOnce(Predicate<String> statement) {
        return new StandInFaults() {
            @Override
            public void before(String sql) {
                if (statement.test(sql)) {
                    throw new StandInRefusal(904, "42000", "refused by the test");
                }
            }
        };
    }

    /** Holds the landing's COPY until the summary says that the batch is published. */
    private StandInFaults refusingWhenPublished() {
        return new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.startsWith("create or replace transient table \"STARBEAM_WORK\".")) {
                    awaitSummary();
                    throw new StandInRefusal(904, "42000", "refused by the test");
                }
            }
        };
    }

    private void awaitSummary() {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        String[] files = null;
        while (files == null || Stream.of(files).noneMatch(file -> file.endsWith(".txt"))) {
            assertThat(System.nanoTime()).as("time to publish").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            files = shop.home().resolve("report").toFile().list();
        }
    }

    private PipelineRun onSnowflake(String... words) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "pat");
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--onQualityFailure=warn");
        all.add("--warehouse=snowflake://fake/starbeam?user=u&access_token=file:" + token + "&address=http://127.0.0.1:"
                + standIn.port());
        return shop.run(all.toArray(String[]::new));
    }

    private List<String> landed(String sql) throws SQLException {
        try (Connection look = standIn.backdoor()) {
            return new ArrayList<>(Published.rows(look, sql));
        }
    }
}
