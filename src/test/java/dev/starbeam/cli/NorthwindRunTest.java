package dev.starbeam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.golden.ShippedRun;
import dev.starbeam.oracle.SqlOracle;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the northwind pipeline publishes, beside plain SQL over the same files. */
class NorthwindRunTest {
    private static SqlOracle oracle;

    @BeforeAll
    static void run() throws SQLException, IOException {
        oracle = SqlOracle.of("northwind", Path.of("pipelines/northwind/data"));
        oracle.execute("ATTACH '" + ShippedRun.of("northwind").warehouse() + "' AS published (READ_ONLY)");
    }

    @AfterAll
    static void close() throws SQLException {
        oracle.close();
    }

    @Test
    void everyLineIsPublishedWithWhatItsHeaderKnows() throws SQLException {
        assertThat(oracle.rows("""
                        SELECT order_id, product_id, customer_id, ordered_on, shipped_on, is_late, quantity,
                            net_amount::decimal(18, 4)
                        FROM published.star.fact_order_lines ORDER BY ALL
                        """)).hasSize(2155).isEqualTo(oracle.rows("""
                        SELECT order_id, product_id, customer_id, ordered_on, shipped_on,
                            coalesce(shipped_on > required_on, false), quantity, net_amount
                        FROM expected.sales ORDER BY ALL
                        """));
    }

    @Test
    void keysLeadToTheMembersThatTheFilesName() throws SQLException {
        assertThat(oracle.rows("""
                        SELECT order_id, p.name, p.category, c.country, s.name, d.calendar_date
                        FROM published.star.fact_order_lines f
                        JOIN published.star.dim_products p USING (product_key)
                        JOIN published.star.dim_customers c USING (customer_key)
                        JOIN published.star.dim_shippers s USING (shipper_key)
                        JOIN published.star.dim_date d ON d.date_key = f.ordered_date_key
                        ORDER BY ALL
                        """)).isEqualTo(oracle.rows("""
                        SELECT order_id, product, category, country, shipper, ordered_on
                        FROM expected.sales ORDER BY ALL
                        """));
    }

    @Test
    void salesByMonthAddUpToTheFiles() throws SQLException {
        assertThat(oracle.rows("""
                        SELECT year, month, category, orders, units, net_amount::decimal(18, 4)
                        FROM published.marts.sales_by_month_category ORDER BY ALL
                        """)).isEqualTo(oracle.rows("""
                        SELECT year(ordered_on), month(ordered_on), category, count(DISTINCT order_id), sum(quantity),
                            sum(net_amount)::decimal(18, 4)
                        FROM expected.sales GROUP BY ALL ORDER BY ALL
                        """));
    }

    @Test
    void salesByCustomerAndDeliveriesAddUpToTheFiles() throws SQLException {
        assertThat(oracle.rows("""
                        SELECT customer_id, orders, net_amount::decimal(18, 4)
                        FROM published.marts.sales_by_customer ORDER BY ALL
                        """)).isEqualTo(oracle.rows("""
                        SELECT customer_id, count(DISTINCT order_id), sum(net_amount)::decimal(18, 4)
                        FROM expected.sales GROUP BY ALL ORDER BY ALL
                        """));
        assertThat(oracle.rows("""
                        SELECT shipper, orders, shipped_orders, late_orders
                        FROM published.marts.delivery_by_shipper ORDER BY ALL
                        """)).isEqualTo(oracle.rows("""
                        SELECT shipper, count(DISTINCT order_id),
                            count(DISTINCT order_id) FILTER (shipped_on IS NOT NULL),
                            count(DISTINCT order_id) FILTER (shipped_on > required_on)
                        FROM expected.sales GROUP BY ALL ORDER BY ALL
                        """));
    }
}
