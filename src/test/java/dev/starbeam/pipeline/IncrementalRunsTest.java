package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shop whose customers have a history, whose orders come late, change and are deleted, run by run. */
class IncrementalRunsTest {
    private static final String CUSTOMERS = Shop.VERSIONED_CUSTOMERS;
    private static final String ORDERS = Shop.VERSIONED_ORDERS;

    private static final String MEMBERS =
            "select customer_id, country, valid_from::varchar, valid_to::varchar, is_current from star.dim_customers order by 1, 3";

    private static final String BUYERS = "select order_id, quantity, c.country from star.fact_orders o"
            + " join star.dim_customers c using (customer_key) order by 1";

    @TempDir
    Path directory;

    private Shop shop() throws Exception {
        return Shop.in(directory).withVersions();
    }

    @Test
    void factsPointAtTheVersionValidWhenTheyHappenedWhateverComesLater() throws Exception {
        Shop shop = shop();
        shop.file("customers.csv", CUSTOMERS + "a,France,2024-01-01\na,Spain,2024-03-01\n")
                .file("orders.csv", ORDERS + """
                        1,a,2,1.50,2024-01-02 10:00:00,2024-01-02 10:00:00,
                        2,b,1,20.00,2024-01-03 11:30:00,2024-01-03 11:30:00,
                        3,a,5,0.20,2024-03-01 00:00:00,2024-03-01 00:00:00,
                        """);
        shop.run("--batchId=one").expecting(0);
        assertThat(Published.rows(shop.warehouse(), MEMBERS))
                .containsExactly(
                        "a|France|0001-01-01 00:00:00|2024-03-01 00:00:00|false",
                        "a|Spain|2024-03-01 00:00:00|9999-12-31 00:00:00|true",
                        "null|null|0001-01-01 00:00:00|9999-12-31 00:00:00|true");
        assertThat(Published.rows(shop.warehouse(), BUYERS)).containsExactly("1|2|France", "2|1|null", "3|5|Spain");

        secondRunBringsALateMemberAndAnEarlierVersion(shop);
        olderRowsChangeNothing(shop);
    }

    private static void secondRunBringsALateMemberAndAnEarlierVersion(Shop shop) throws Exception {
        shop.file("customers.csv", CUSTOMERS + "b,Italy,2024-02-01\na,Malta,2024-01-02\n")
                .file("orders.csv", ORDERS + "3,a,6,0.20,2024-03-01 00:00:00,2024-03-02 00:00:00,yes\n");
        PipelineRun run = shop.run("--batchId=two").expecting(0);
        assertThat(Published.rows(shop.warehouse(), MEMBERS))
                .containsExactly(
                        "a|France|0001-01-01 00:00:00|2024-01-02 00:00:00|false",
                        "a|Malta|2024-01-02 00:00:00|2024-03-01 00:00:00|false",
                        "a|Spain|2024-03-01 00:00:00|9999-12-31 00:00:00|true",
                        "b|Italy|0001-01-01 00:00:00|9999-12-31 00:00:00|true",
                        "null|null|0001-01-01 00:00:00|9999-12-31 00:00:00|true");
        assertThat(Published.rows(shop.warehouse(), BUYERS)).containsExactly("1|2|Malta", "2|1|Italy");
        assertThat(run.stage("fact_orders").get("accepted").asInt()).isEqualTo(1);
    }

    private static void olderRowsChangeNothing(Shop shop) throws Exception {
        shop.file("customers.csv", CUSTOMERS + "a,France,2024-01-01\n").file("orders.csv", ORDERS + """
                        1,a,9,9.99,2024-01-02 10:00:00,2024-01-01 00:00:00,
                        3,a,5,0.20,2024-03-01 00:00:00,2024-03-01 00:00:00,
                        """);
        shop.run("--batchId=three").expecting(0);
        assertThat(Published.rows(shop.warehouse(), BUYERS)).containsExactly("1|2|Malta", "2|1|Italy");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select table_name, rows_inserted, rows_updated, rows_unchanged from quality.load_tables"
                                + " where batch_id = 'three' order by position limit 3"))
                .containsExactly("star.dim_customers|0|0|1", "star.dim_date|0|0|366", "star.fact_orders|0|0|2");
    }
}
