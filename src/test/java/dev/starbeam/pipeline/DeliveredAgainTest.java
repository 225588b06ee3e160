package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source no longer delivers is no longer there: rows of a file that is sent again, and members with a tombstone. */
class DeliveredAgainTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";
    private static final String JANUARY = HEADER + """
            1,a,2,1.50,2024-01-02 10:00:00
            2,b,1,20.00,2024-01-03 11:30:00
            3,a,1,4.00,2024-01-03 11:30:00
            """;

    @TempDir
    Path directory;

    private Shop shop;

    @BeforeEach
    void deliver() throws Exception {
        shop = Shop.in(directory)
                .declaring(
                        "raw_orders: {location: \"${raw}/orders*.csv\", read: new_files}",
                        "raw_orders: {location: \"${raw}/orders*.csv\"}")
                .file("orders.csv", JANUARY)
                .file("marts/by_customer.sql", """
                        -- materialized: incremental
                        -- group_by: customer_id
                        select customer_id, sum(coalesce(total_amount, 0)) as amount
                        from star.fact_orders group by customer_id
                        """);
    }

    @Test
    void rowsThatAFileLacksWhenItComesAgainAreDeleted() throws Exception {
        shop.run().expecting(0);
        shop.file("orders-2.csv", HEADER + "4,b,1,5.00,2024-02-01 00:00:00\n")
                .run()
                .expecting(0);

        shop.file("orders.csv", HEADER + "1,a,2,2.50,2024-01-02 10:00:00\n3,a,1,4.00,2024-01-03 11:30:00\n")
                .run()
                .expecting(0);

        assertThat(orders()).containsExactly("1|5.00", "3|4.00", "4|5.00");
        assertThat(Published.rows(shop.warehouse(), "select * from marts.by_customer order by 1"))
                .containsExactly("a|9.00", "b|5.00");
    }

    @Test
    void aRowThatHasMovedToAnotherFileStays() throws Exception {
        shop.run().expecting(0);
        shop.file("orders.csv", HEADER + "1,a,2,1.50,2024-01-02 10:00:00\n3,a,1,4.00,2024-01-03 11:30:00\n")
                .file("orders-2.csv", HEADER + "2,b,1,20.00,2024-01-03 11:30:00\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00", "3|4.00");
    }

    @Test
    void whereAFileAddsToWhatItBroughtBeforeItSaysSo() throws Exception {
        shop.declaring("read: new_files, replace: none}", "read: new_files}");
        shop.run().expecting(0);
        shop.file("orders.csv", HEADER + "4,b,1,5.00,2024-02-01 00:00:00\n")
                .run()
                .expecting(0);
        assertThat(orders()).containsExactly("1|3.00", "2|20.00", "3|4.00", "4|5.00");
    }

    @Test
    void aTombstoneEndsAMembersVersionUntilTheMemberComesBackOnBothWarehouses() throws Exception {
        Shop versioned = Shop.in(directory.resolve("versioned"))
                .withVersions()
                .declaring("since: try_to_date(since)\n      is_gone: gone = 'yes'", "since: try_to_date(since)")
                .declaring("scd: 2, tombstone: is_gone, columns", "scd: 2, columns");
        try (StandInService service = StandInService.start(directory.resolve("service"))) {
            deliver(versioned, service, "a,France,2024-01-01,\nb,Spain,2024-01-01,\n");
            deliver(versioned, service, "b,Spain,2024-01-05,yes\n");
            assertThat(versions(versioned))
                    .containsExactly("a|0001-01-01|9999-12-31|true", "b|0001-01-01|2024-01-05|false");
            deliver(versioned, service, "b,Spain,2024-01-09,\n");
        }
        assertThat(versions(versioned))
                .containsExactly(
                        "a|0001-01-01|9999-12-31|true",
                        "b|0001-01-01|2024-01-05|false",
                        "b|2024-01-09|9999-12-31|true");
    }

    private void deliver(Shop versioned, StandInService service, String customers) throws Exception {
        versioned.file("customers.csv", "customer_id,country,since,gone\n" + customers);
        String batch = "--batchId=b" + Integer.toHexString(customers.hashCode());
        versioned.run(batch).expecting(0);
        versioned
                .run(batch, "--warehouse=" + service.uri(), "--report=" + directory.resolve("snow"))
                .expecting(0);
        service.requireSameAs(versioned.warehouse());
    }

    private List<String> orders() throws Exception {
        return Published.rows(shop.warehouse(), "select order_id, total_amount from star.fact_orders order by 1");
    }

    private static List<String> versions(Shop shop) throws Exception {
        return Published.rows(
                shop.warehouse(),
                "select customer_id, valid_from::date, valid_to::date, is_current from star.dim_customers"
                        + " where customer_key <> 0 order by customer_id, valid_from");
    }
}
