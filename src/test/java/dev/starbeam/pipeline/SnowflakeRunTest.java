package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInFaults;
import dev.starbeam.warehouse.snowflake.standin.StandInRefusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs that publish to the stand-in for Snowflake, compared cell by cell with those that publish to DuckDB. */
class SnowflakeRunTest {
    @TempDir
    Path directory;

    @AutoClose
    private StandInService service;

    private SnowflakeStandIn standIn;

    @BeforeEach
    void begin() throws Exception {
        service = StandInService.start(directory.resolve("service"));
        standIn = service.standIn();
    }

    @Test
    void customerAnalyticsIsTheSameOnBoth() throws Exception {
        String[] words = {"--pipeline=pipelines/customer_analytics", "--batchId=b1"};
        PipelineRun.in(directory.resolve("duck"), words).expecting(0);
        PipelineRun run = PipelineRun.in(directory.resolve("snow"), words[0], words[1], "--warehouse=" + service.uri())
                .expecting(0);
        service.requireSameAs(PipelineRun.warehouse(directory.resolve("duck")));
        assertThat(run.summary().get("compute").get(0).get("cluster").asText()).isEqualTo("starbeam_load");
        assertThat(run.summary().get("compute").get(0).get("estimated_credits").asDouble())
                .isGreaterThan(1 / 60.0);
        assertThat(standIn.stagedFiles()).isEmpty();
        assertThat(standIn.statements())
                .as("a table's small files are joined, so each table takes one")
                .filteredOn(sql -> sql.startsWith("copy"))
                .allMatch(sql -> sql.split("\\.parquet'", -1).length == 2)
                .hasSizeGreaterThan(3);
        PipelineRun again = PipelineRun.in(
                        directory.resolve("snow"), words[0], words[1], "--warehouse=" + service.uri())
                .expecting(0);
        assertThat(again.out()).contains("none of its rows was published again");
        service.requireSameAs(PipelineRun.warehouse(directory.resolve("duck")));
    }

    @Test
    void newFilesReferToMembersThatSnowflakeHas() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}")
                .declaring(
                        "{location: \"${raw}/customers.csv\", read: new_files}",
                        "{location: \"${raw}/customers.csv\"}");
        for (String warehouse : new String[] {"--warehouse=" + service.uri(), "--report=" + directory.resolve("r")}) {
            shop.run(warehouse, "--batchId=one").expecting(0);
        }
        shop.file("orders-2.csv", "order_id,customer_id,quantity,unit_price,ordered_at\n5,a,7,1.00,2024-03-02\n");
        for (String warehouse : new String[] {"--warehouse=" + service.uri(), "--report=" + directory.resolve("r")}) {
            PipelineRun run = shop.run(warehouse, "--batchId=two").expecting(0);
            assertThat(run.stage("stg_orders").get("read").asInt()).isEqualTo(1);
            assertThat(run.check("fact_orders.references").get("flagged").asInt())
                    .isZero();
        }
        service.requireSameAs(shop.warehouse());
    }

    @Test
    void whatKeepsMartsFromBeingBuiltIsToldAsThatAndTheNextRunBuildsThem() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .file("marts/sales.sql", "select count(*) as n from star.fact_orders");
        standIn.inject(new StandInFaults() {
            @Override
            public void before(String sql) {
                if (sql.equals("use warehouse \"STARBEAM_MARTS\"")) {
                    throw new StandInRefusal(2043, "02000", "Object does not exist, or operation cannot be performed.");
                }
            }
        });
        PipelineRun failed = shop.run("--warehouse=" + service.uri()).expecting(3);
        assertThat(failed.summary().get("tables")).as("what was published").isNotEmpty();
        assertThat(failed.err())
                .contains("is published; marts not rebuilt: marts were not built", "the star schema is published")
                .doesNotContain("nothing was published");
        standIn.inject(StandInFaults.NONE);
        shop.run("--warehouse=" + service.uri()).expecting(0);
        try (Connection snow = standIn.backdoor()) {
            assertThat(Contents.query(snow, "select n from marts.sales")).isEqualTo(List.of(List.of("4")));
        }
    }

    @Test
    void aRunAboveItsBudgetDoesNotBegin() throws Exception {
        Shop shop = Shop.in(directory.resolve("shop"))
                .declaring("snowflake: {budget: 0.03}\nsources:\n  raw_orders", "sources:\n  raw_orders");
        PipelineRun run = shop.run("--warehouse=" + service.uri()).expecting(2);
        assertThat(run.err()).contains("credits, and the budget is 0.03; nothing was begun");
        assertThat(standIn.statements()).isEmpty();
        assertThat(shop.plan("--warehouse=" + service.uri()).expecting(0).out())
                .contains("create table if not exists \"STAR\".\"FACT_ORDERS\"")
                .containsPattern("costs about 0\\.0\\d+ credits")
                .contains("the budget is 0.03");
    }
}
