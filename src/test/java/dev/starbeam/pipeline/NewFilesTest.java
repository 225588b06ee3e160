package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.spill.RunDirectory;
import dev.starbeam.spill.RunOwner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch that is the files that no batch has read, or the rows of some days, or everything anew. */
class NewFilesTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";
    private static final String ORDERS = "select order_id, quantity, c.country from star.fact_orders o"
            + " join star.dim_customers c using (customer_key) order by 1";

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void firstBatch() throws Exception {
        shop = Shop.in(directory)
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers*.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}")
                .declaring("required: [order_id]\n    interval: ordered_at", "required: [order_id]");
        shop.run().expecting(0);
    }

    @Test
    void onlyNewFilesAreReadAndTheyReferToPublishedMembers() throws Exception {
        shop.file("orders-2.csv", HEADER + "5,a,7,1.00,2024-03-02 00:00:00\n6,x,1,1.00,2024-03-02 00:00:00\n");
        PipelineRun run = shop.run().expecting(0);
        assertThat(run.stage("stg_orders").get("read").asInt()).isEqualTo(2);
        assertThat(run.stage("dim_customers").get("read").asInt()).isZero();
        assertThat(run.check("fact_orders.references").get("flagged").asInt()).isEqualTo(1);
        assertThat(Published.rows(shop.warehouse(), ORDERS))
                .containsExactly(
                        "1|2|France", "2|1|United Kingdom", "3|5|France", "4|1|null", "5|7|France", "6|1|null");
        shop.file("customers-2.csv", "customer_id,country\nx,Peru\n");
        assertThat(shop.run()
                        .expecting(0)
                        .check("fact_orders.references")
                        .get("status")
                        .asText())
                .isEqualTo("not_judged");
        assertThat(Published.rows(shop.warehouse(), ORDERS)).contains("6|1|Peru");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select status from quality.check_results join quality.runs using (batch_id)"
                                + " where check_id = 'fact_orders.references' order by started_at"))
                .containsExactly("pass", "warn", "not_judged");
    }

    @Test
    void nothingNewIsNotRead() throws Exception {
        PipelineRun again = shop.run().expecting(0);
        assertThat(again.out()).contains("none of its rows was published again");
        assertThat(again.summary().get("outcome").asText()).isEqualTo("already_published");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from quality.loads"))
                .containsExactly("1");
        assertThat(shop.plan().expecting(0).out()).contains("nothing new to read");
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        shop.withOrders("7,b,1,1.00,2024-03-02 00:00:00\n");
        assertThat(shop.run().expecting(0).stage("stg_orders").get("read").asInt())
                .isEqualTo(5);
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.fact_orders"))
                .containsExactly("5");
    }

    @Test
    void aRunThatReadsNothingRemovesWhatADeadOneLeft() throws Exception {
        Path dead = shop.home().resolve("staging/dead");
        new RunDirectory(dead.toString()).own(new RunOwner(RunOwner.here("r").host(), "1@17", "d"));
        shop.run().expecting(0);
        assertThat(dead).doesNotExist();
        try (Stream<Path> reports = Files.list(shop.home().resolve("report"))) {
            assertThat(reports)
                    .isNotEmpty()
                    .allMatch(report -> report.toFile().canRead())
                    .extracting(Files::getPosixFilePermissions)
                    .containsOnly(PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** As archives unpack it, whose times are set. */
    @Test
    void aCorrectedFileOfTheSameSizeAndTimeIsReadAgain() throws Exception {
        FileTime time = Files.getLastModifiedTime(shop.orders());
        Files.writeString(shop.orders(), Files.readString(shop.orders()).replace("1,a,2,", "1,a,7,"));
        Files.setLastModifiedTime(shop.orders(), time);
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), ORDERS)).contains("1|7|France");
    }

    @Test
    void aFileThatWasOnlyTouchedOrCopiedIsNotReadAgain() throws Exception {
        Files.setLastModifiedTime(shop.orders(), FileTime.fromMillis(1_000_000_000_000L));
        Path copy = Files.copy(shop.orders(), directory.resolve("copy"));
        Files.move(copy, shop.orders(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(shop.plan().expecting(0).out()).contains("nothing new to read");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    @Test
    void martsThatADeadRunLeftUnbuiltAreBuiltByTheNext() throws Exception {
        change("update quality.loads set marts_built_at = null", "drop table marts.countries");
        assertThat(shop.run().expecting(0).summary().get("marts")).hasSize(2);
        assertThat(Published.rows(shop.warehouse(), "select * from marts.countries"))
                .containsExactly("3");
    }

    @Test
    void martsThatFailWhenNothingIsNewAreNoBatchOfTheirOwn() throws Exception {
        change(
                "update quality.loads set marts_built_at = null",
                "alter table star.dim_customers rename column country to land");
        PipelineRun run = shop.run().expecting(3);
        assertThat(run.err())
                .contains(
                        "nothing was new to what is published; marts not rebuilt: mart ",
                        "the star schema is published")
                .doesNotContain("is published: mart", "and batch ");
        assertThat(run.summary().get("outcome").asText()).isEqualTo("failed_after_publishing");
    }

    @Test
    void rowsOfSomeDaysAreReadFromFilesThatWereReadBefore() throws Exception {
        change("delete from star.fact_orders");
        PipelineRun run = shop.run("--from=2024-01-03", "--to=2024-03-01").expecting(0);
        assertThat(run.stage("stg_orders")
                        .get("filtered_by_name")
                        .get("outside_interval")
                        .asInt())
                .isEqualTo(2);
        assertThat(Published.rows(shop.warehouse(), ORDERS)).containsExactly("2|1|United Kingdom", "3|5|France");
        assertThat(shop.run("--from=2024-01-03", "--to=2024-01-03").expecting(2).err())
                .contains("has no day in it");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    /** Files that are read again replace themselves, but not when only some of their rows are asked for. */
    @Test
    void rowsOfOtherDaysStayWhenSomeDaysAreReadAgain() throws Exception {
        List<String> before = Published.rows(shop.warehouse(), ORDERS);
        shop.run("--from=2024-01-03", "--to=2024-03-01").expecting(0);
        assertThat(Published.rows(shop.warehouse(), ORDERS)).hasSize(4).isEqualTo(before);
    }

    @Test
    void aFullRefreshTakesThePlaceOfAllRows() throws Exception {
        shop.file("orders-2.csv", HEADER + "5,a,7,1.00,2024-03-02 00:00:00\n");
        shop.run().expecting(0);
        Files.delete(directory.resolve("orders-2.csv"));
        shop.file("customers.csv", "customer_id,country\na,Malta\n");
        shop.run("--full-refresh").expecting(0);
        assertThat(Published.rows(shop.warehouse(), ORDERS))
                .containsExactly("1|2|Malta", "2|1|null", "3|5|Malta", "4|1|null");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.dim_customers"))
                .containsExactly("2");
        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
    }

    @Test
    void aRefreshThatTheGateStopsLeavesEverythingAsItWas() throws Exception {
        List<String> before = Published.rows(shop.warehouse(), ORDERS);
        shop.withOrders("8,a,1,-1.00,2024-03-02 00:00:00\n");
        shop.run("--full-refresh").expecting(1);
        assertThat(Published.rows(shop.warehouse(), ORDERS)).isEqualTo(before);
    }

    @Test
    void aPlanTellsWhatWouldBeReadAndChanged() throws Exception {
        shop.declaring("country: trim(country)\n      city: trim(country)", "country: trim(country)")
                .declaring("columns: [country, city]}", "columns: [country]}")
                .file("orders-2.csv", HEADER + "5,a,7,1.00,2024-03-02 00:00:00\n");
        PipelineRun plan = shop.plan().expecting(0);
        assertThat(plan.out())
                .contains("raw_orders                   2 of 2 files")
                .contains("raw_customers                1 of 1 file")
                .contains("alter table \"star\".\"dim_customers\" add column \"city\" VARCHAR;");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from duckdb_columns() where column_name = 'city'"))
                .containsExactly("0");
    }

    private void change(String... statements) throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + shop.warehouse());
                Statement statement = duck.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
