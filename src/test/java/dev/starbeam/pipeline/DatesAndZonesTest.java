package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates that no calendar should reach, and times of many zones, from file to mart. */
class DatesAndZonesTest {
    private static final String HEADER = "order_id,customer_id,quantity,unit_price,ordered_at\n";

    @TempDir
    Path directory;

    @Test
    void oneWildDateIsAnOrphanAndTheCalendarStaysSmall() throws Exception {
        Shop shop = Shop.in(directory).file("orders.csv", HEADER + """
                1,a,2,1.50,2024-01-02 10:00:00
                2,b,1,2.00,9999-12-31 00:00:00
                3,b,1,2.00,0024-01-02 10:00:00
                """);
        PipelineRun run = shop.run().expecting(0);

        assertThat(Published.rows(shop.warehouse(), "select count(*), min(year), max(year) from star.dim_date"))
                .containsExactly("367|2024|2024");
        assertThat(Published.rows(
                        shop.warehouse(), "select order_id, ordered_date_key from star.fact_orders order by order_id"))
                .containsExactly("1|20240102", "2|0", "3|0");
        assertThat(run.out()).contains("references");
    }

    @Test
    void aDeclaredSentinelIsADayOfTheCalendar() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("holidays: GB, sentinels: [9999-12-31]", "holidays: GB")
                .file("orders.csv", HEADER + """
                        1,a,2,1.50,2024-01-02 10:00:00
                        2,b,1,2.00,9999-12-31 00:00:00
                        """);
        shop.run().expecting(0);

        assertThat(Published.rows(
                        shop.warehouse(),
                        "select order_id, calendar_date, is_holiday from star.fact_orders f join star.dim_date d"
                                + " on f.ordered_date_key = d.date_key order by order_id"))
                .containsExactly("1|2024-01-02|false", "2|9999-12-31|null");
        assertThat(Published.count(shop.warehouse(), "star.dim_date")).isEqualTo(366 + 2);
    }

    @Test
    void theLatestOfTimesWithZonesIsTheLatestMoment() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring(
                        "required: [order_id]\n    deduplicate: {keys: [order_id], latest_by: ordered_at}",
                        "required: [order_id]")
                .file("orders.csv", HEADER + """
                        1,a,1,1.00,2024-04-10T10:00:00+02:00
                        1,a,2,1.00,2024-04-10T08:30:00Z
                        2,a,3,1.00,2024-04-10 23:30:00 America/New_York
                        """);
        shop.run().expecting(0);

        assertThat(Published.rows(
                        shop.warehouse(),
                        "select order_id, quantity, ordered_date_key from star.fact_orders order by order_id"))
                .containsExactly("1|2|20240410", "2|3|20240411");
    }

    /** New York put its clocks forward on 14 March 2021. */
    @Test
    void theDayOfTheShopIsTheSameInStagingAndInMarts() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring(
                        "ordered_at: try_to_timestamp_ntz(ordered_at)\n"
                                + "      shop_day: to_date(convert_timezone('UTC', 'America/New_York', ordered_at))",
                        "ordered_at: try_to_timestamp_ntz(ordered_at)")
                .file("marts/days.sql", """
                        select shop_day,
                          cast((ordered_at at time zone 'UTC') at time zone 'America/New_York' as date) as mart_day,
                          sum(quantity) as quantity
                        from star.fact_orders
                        group by all
                        """)
                .file("orders.csv", HEADER + """
                        1,a,1,1.00,2021-03-14T04:30:00Z
                        2,a,2,1.00,2021-03-15T03:30:00Z
                        3,a,3,1.00,2021-03-15T04:30:00Z
                        """);
        shop.run().expecting(0);

        assertThat(Published.rows(shop.warehouse(), "select * from marts.days order by 1"))
                .containsExactly("2021-03-13|2021-03-13|1", "2021-03-14|2021-03-14|2", "2021-03-15|2021-03-15|3");
    }

    /** {@code order_id} is required and taken over as it is; {@code quantity} is required, but computed anew. */
    @Test
    void whatStagingRequiresIsNotNullInTheFactUntilItIsNoLongerRequired() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("required: [order_id, quantity]", "required: [order_id]")
                .declaring(
                        "grain: [order_id]\n    columns: {order_id: order_id, customer_id: customer_id, quantity: \"nullif(quantity,"
                                + " 0)\", total_amount: total_amount, ordered_at: ordered_at, copy: quantity}",
                        "grain: [order_id]")
                .declaring("column: total_amount", "column: unit_price");
        shop.run().expecting(0);
        String required = "select column_name from information_schema.columns where table_name = 'fact_orders'"
                + " and is_nullable = 'NO' and column_name not like '\\_%' escape '\\' order by 1";

        assertThat(Published.rows(shop.warehouse(), required))
                .containsExactly("customer_key", "order_id", "ordered_date_key");

        shop.declaring("grain: [order_id]\n    filters: {all: \"order_id = order_id\"}", "grain: [order_id]")
                .declaring("order_id: \"nullif(order_id, 'x')\"", "order_id: order_id");
        shop.run().expecting(0);
        assertThat(Published.rows(shop.warehouse(), required)).containsExactly("customer_key", "ordered_date_key");
    }

    @Test
    void aProductOfManyDigitsIsPublished() throws Exception {
        Shop shop = Shop.in(directory)
                .declaring("quantity: try_to_decimal(quantity, 18, 6)", "quantity: try_to_number(quantity)")
                .declaring(
                        "unit_price: try_to_decimal(unit_price, 18, 6)",
                        "unit_price: try_to_decimal(unit_price, 12, 2)")
                .file("orders.csv", HEADER + "1,a,1200.000000,1250.500000,2024-01-02 10:00:00\n");
        shop.run().expecting(0);

        assertThat(Published.rows(shop.warehouse(), "select total_amount from star.fact_orders"))
                .containsExactly("1500600.000000");
    }
}
