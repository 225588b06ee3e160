package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published row goes when what its source says by now is held back or rejected, or the run says that it stays. */
class WithdrawnRowsTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";
    private static final String FIRST = HEADER + """
            1,a,2,1.50,2024-01-02 10:00:00
            2,b,1,20.00,2024-01-03 11:30:00
            3,a,1,4.00,2024-01-03 11:30:00
            """;

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        shop = shop(directory);
    }

    private static Shop shop(Path directory) throws Exception {
        return Shop.in(directory)
                .declaring("column: unit_price, on_failure: quarantine}", "column: unit_price, severity: error}")
                .declaring("required: [order_id, quantity]\n    max_rejected: 0.9", "required: [order_id]")
                .declaring("from: stg_orders\n    max_rejected: 0.9", "from: stg_orders")
                .file("orders.csv", FIRST)
                .file("marts/by_customer.sql", """
                        -- materialized: incremental
                        -- group_by: customer_id
                        select customer_id, sum(coalesce(total_amount, 0)) as amount
                        from star.fact_orders group by customer_id
                        """);
    }

    private void readNewFilesOnly() throws Exception {
        shop.declaring("{location: \"${raw}/orders*.csv\", read: new_files}", "{location: \"${raw}/orders*.csv\"}");
    }

    @Test
    void aRowThatIsHeldBackNowIsWithdrawn() throws Exception {
        shop.run().expecting(0);
        PipelineRun run =
                shop.file("orders.csv", FIRST.replace("20.00", "-20.00")).run().expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "3|4.00");
        assertThat(marts()).containsExactly("a|7.00");
        assertThat(fact(run).get("withdrawn").asInt()).isEqualTo(1);
        assertThat(fact(run).get("updated").asInt() + fact(run).get("unchanged").asInt())
                .isEqualTo(2);
        assertThat(run.out()).contains("1 published row withdrawn");
        assertThat(query("select rows_withdrawn, rows_quarantined from quality.runs order by finished_at"))
                .containsExactly("0|0", "1|1");

        assertThat(shop.run().expecting(0).out()).contains("none of its rows was published again");
        assertThat(orders()).containsExactly("1|3.00", "3|4.00");
        shop.file("orders.csv", FIRST).run().expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00", "3|4.00");
        assertThat(marts()).containsExactly("a|7.00", "b|20.00");
    }

    @Test
    void itIsWithdrawnAsWellWhenAnotherFileHoldsItBackAndNothingElseIsLeft() throws Exception {
        readNewFilesOnly();
        shop.run().expecting(0);
        shop.file("orders-2.csv", HEADER + "2,b,1,-1.00,2024-01-03 11:30:00\n4,b,1,2.00,2024-01-03 11:30:00\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "3|4.00", "4|2.00");
        assertThat(marts()).containsExactly("a|7.00", "b|2.00");
    }

    @Test
    void whereRowsStayTheRunSaysHowMany() throws Exception {
        shop.declaring("grain: [order_id]\n    withdraw: false", "grain: [order_id]");
        shop.run().expecting(0);
        PipelineRun run =
                shop.file("orders.csv", FIRST.replace("20.00", "-20.00")).run().expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00", "3|4.00");
        assertThat(fact(run).get("withdrawn").asInt()).isZero();
        assertThat(fact(run).get("staying").asInt()).isEqualTo(1);
        assertThat(run.out()).contains("1 row stays as published before; newer ones were held back or rejected");
        assertThat(query("select rows_staying from quality.load_tables where table_name = 'star.fact_orders'"
                        + " order by batch_id = '"
                        + run.summary().get("batch_id").asText() + "'"))
                .containsExactly("0", "1");
    }

    @Test
    void theyStayAlsoOfAFileThatReplacesItself() throws Exception {
        readNewFilesOnly();
        shop.declaring("grain: [order_id]\n    withdraw: false", "grain: [order_id]");
        shop.run().expecting(0);
        PipelineRun run = shop.file(
                        "orders.csv", HEADER + "1,a,2,1.50,2024-01-02 10:00:00\n2,b,1,-20.00,2024-01-03 11:30:00\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00");
        assertThat(fact(run).get("withdrawn").asInt()).as("order 3 is gone").isEqualTo(1);
        assertThat(fact(run).get("staying").asInt()).isEqualTo(1);
    }

    @Test
    void aRowThatStagingRejectsNowIsWithdrawnWithItsFile() throws Exception {
        shop.run().expecting(0);
        PipelineRun run = shop.file("orders.csv", FIRST.replace("2,b,1,", "2,b,one,"))
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "3|4.00");
        assertThat(marts()).containsExactly("a|7.00");
        assertThat(fact(run).get("withdrawn").asInt()).isEqualTo(1);
    }

    /** In one batch with both files the row of the first would be published; so it is when they come apart. */
    @Test
    void aRejectedRowOfAnotherFileTakesNothingAwayAndTheRunSaysSo() throws Exception {
        readNewFilesOnly();
        shop.run().expecting(0);
        PipelineRun run = shop.file(
                        "orders-2.csv", HEADER + "2,b,one,1.00,2024-01-03 11:30:00\n4,b,1,2.00,2024-01-03 11:30:00\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00", "3|4.00", "4|2.00");
        assertThat(fact(run).get("staying").asInt()).isEqualTo(1);
    }

    @Test
    void anOrphanThatTheFactRejectsIsWithdrawn() throws Exception {
        shop.declaring("on_orphan: reject", "on_orphan: unknown_member");
        shop.run().expecting(0);
        shop.file("orders.csv", FIRST.replace("2,b,", "2,nobody,")).run().expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "3|4.00");
    }

    @Test
    void membersStayAndTheRunSaysHowMany() throws Exception {
        shop.declaring(
                "country: nullif(trim(country), '')\n    required: [country]\n    max_rejected: 0.9",
                "country: trim(country)");
        shop.run().expecting(0);
        PipelineRun run = shop.file("customers.csv", "customer_id,country\na,\nb,Spain\n")
                .run()
                .expecting(0);
        assertThat(query("select customer_id, country from star.dim_customers where customer_key <> 0 order by 1"))
                .containsExactly("a|France", "b|Spain");
        assertThat(table(run, "star.dim_customers").get("staying").asInt()).isEqualTo(1);
    }

    @Test
    void membersOfSeveralColumnsAreToldApart() throws Exception {
        shop.declaring(
                        "country: nullif(trim(country), '')\n      region: trim(region)\n    required: [country]\n"
                                + "    max_rejected: 0.9",
                        "country: trim(country)")
                .declaring(
                        "dim_places: {from: stg_customers, natural_key: [customer_id, region], columns: [country]}\n"
                                + "  dim_customers:",
                        "dim_customers:");
        shop.file("customers.csv", "customer_id,region,country\na,n,France\na,s,Spain\nb,n,Italy\n")
                .run()
                .expecting(0);
        PipelineRun run = shop.file("customers.csv", "customer_id,region,country\na,n,\na,s,Malta\nb,n,Italy\n")
                .run()
                .expecting(0);
        assertThat(query("select customer_id, region, country from star.dim_places where region <> '' order by 1, 2"))
                .containsExactly("a|n|France", "a|s|Malta", "b|n|Italy");
        assertThat(table(run, "star.dim_places").get("staying").asInt()).isEqualTo(1);
        assertThat(table(run, "star.dim_customers").get("staying").asInt()).isZero();
    }

    /** Its first part was taken for a whole record. */
    @Test
    void aRecordThatWasCutShortIsWithdrawnWhenItsFileHasGrown() throws Exception {
        String whole = """
                customer_id,quantity,unit_price,ordered_at,order_id
                a,2,1.50,2024-01-02 10:00:00,1
                b,1,20.00,2024-01-03 11:30:00,500
                """;
        shop.file("orders.csv", whole.substring(0, whole.length() - 3)).run().expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "5|20.00");
        PipelineRun run = shop.file("orders.csv", whole + "a,1,4.00,2024-01-03 11:30:00,3\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "3|4.00", "500|20.00");
        assertThat(fact(run).get("withdrawn").asInt()).isEqualTo(1);
        assertThat(marts()).containsExactly("a|7.00", "b|20.00");
    }

    @Test
    void theLastRowOfAFileThatIsWrittenOverStays() throws Exception {
        shop.file("orders.csv", FIRST.stripTrailing());
        shop.run().expecting(0);
        shop.file(
                        "orders.csv",
                        FIRST.replace("\n1,", "\n6,").replace("\n2,", "\n7,").replace("\n3,", "\n8,"))
                .run()
                .expecting(0);
        assertThat(orders()).hasSize(6);
    }

    @Test
    void snowflakeDoesTheSame() throws Exception {
        Files.createDirectories(directory.resolve("versioned"));
        Shop versioned = Shop.in(directory.resolve("versioned"))
                .withVersions()
                .declaring("unit_price, on_failure: quarantine}", "unit_price, severity: error}")
                .declaring("required: [order_id, quantity]\n    max_rejected: 0.9", "required: [order_id]")
                .declaring("from: stg_orders\n    max_rejected: 1", "from: stg_orders");
        Files.copy(
                directory.resolve("marts/by_customer.sql"),
                versioned.directory().resolve("marts/by_customer.sql"));
        try (StandInService service = StandInService.start(directory.resolve("service"))) {
            for (String orders : List.of(
                    "1,a,2,1.50,2024-01-02,2024-01-02,\n2,b,1,1.00,2024-01-02,2024-01-02,\n3,b,1,1.00,2024-01-02,2024-01-02,\n",
                    "1,a,2,-1.50,2024-01-02,2024-01-04,\n2,b,x,1.00,2024-01-02,2024-01-04,\n4,b,1,1.00,2024-01-02,2024-01-02,\n",
                    "1,a,2,7.00,2024-01-02,2024-01-03,\n4,b,1,1.00,2024-01-02,2024-01-02,\n")) {
                versioned.file("orders.csv", Shop.VERSIONED_ORDERS + orders);
                versioned.run("--batchId=b" + orders.hashCode()).expecting(0);
                versioned
                        .run(
                                "--batchId=b" + orders.hashCode(),
                                "--warehouse=" + service.uri(),
                                "--report=" + directory.resolve("r"))
                        .expecting(0);
                service.requireSameAs(versioned.warehouse());
            }
        }
        assertThat(Published.rows(
                        versioned.warehouse(), "select order_id, unit_price from star.fact_orders order by 1"))
                .as("order 1 is older than what was held back")
                .containsExactly("3|1.00", "4|1.00");
        assertThat(Published.rows(versioned.warehouse(), "select * from marts.by_customer"))
                .containsExactly("b|2.00");
    }

    private static JsonNode fact(PipelineRun run) {
        return table(run, "star.fact_orders");
    }

    private static JsonNode table(PipelineRun run, String name) {
        for (JsonNode table : run.summary().get("tables")) {
            if (table.get("table").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("no table " + name);
    }

    private List<String> orders() throws Exception {
        return query("select order_id, total_amount from star.fact_orders order by 1");
    }

    private List<String> marts() throws Exception {
        return query("select * from marts.by_customer order by 1");
    }

    private List<String> query(String sql) throws Exception {
        return Published.rows(shop.warehouse(), sql);
    }
}
