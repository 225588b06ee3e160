package dev.starbeam.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What error-severity checks say of a row stands in the tables, on both warehouses, and the gate comes first. */
class NamedCheckTest {
    private static final String CHECKS = """
              - {check: non_negative, column: unit_price, severity: error}
              - {check: range, column: quantity, min: 1, max: 100, severity: error, on_failure: quarantine}
              - {check: range, column: ordered_at, min: 2020-01-01, severity: error, max_share: 0.5}
              - {check: accepted_values, column: customer_id, values: [a, b, "o'c"], severity: error}
              - {check: accepted_values, table: dim_customers, column: country, values: [France, United Kingdom], severity: error}
              - {check: expression, expression: "order_id <> 'x' or quantity > 1", severity: error}
              - {check: expression, expression: "length(order_id) < 9", severity: error}
            """;

    private static final String ROW = "insert into star.fact_orders (order_id, customer_id, quantity, unit_price,"
            + " _batch_id, _source_file, _source_offset, ordered_date_key) values (%s, 'b', 'f', 1, 0)";

    @TempDir
    Path directory;

    @AutoClose
    private StandInService service;

    private Shop shop;

    @BeforeEach
    void begin() throws Exception {
        service = StandInService.start(directory.resolve("service"));
        shop = Shop.in(directory.resolve("shop"))
                .declaring(CHECKS, "  - {check: non_negative, column: unit_price, severity: error}\n");
    }

    @Test
    void theTablesTakeNoRowThatTheGateWouldStop() throws Exception {
        shop.run().expecting(0);
        shop.run("--warehouse=" + service.uri(), "--report=" + directory.resolve("r"))
                .expecting(0);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + shop.warehouse());
                Connection snow = service.standIn().backdoor()) {
            for (Connection warehouse : List.of(duck, snow)) {
                refuses(warehouse, "'9', 'a', 1, -1.00", "unit_price");
                refuses(warehouse, "'9', 'a', 0, 1.00", "quantity");
                refuses(warehouse, "'9', 'c', 1, 1.00", "customer_id");
                refuses(warehouse, "'x', 'a', 1, 1.00", "order_id");
                takes(warehouse, ROW.formatted("'x', 'a', 2, 1.00"));
                takes(warehouse, ROW.formatted("'8', 'o''c', 1, 1.00"));
                takes(warehouse, ROW.formatted("'7', null, null, null"));
                takes(warehouse, ROW.formatted("'a long identifier', 'a', 1, 1.00"));
                takes(warehouse, "insert into star.dim_customers (customer_key, country) values (5, 'France')");
                assertThatThrownBy(() -> takes(
                                warehouse,
                                "insert into star.dim_customers (customer_key, country) values (6, 'Atlantis')"))
                        .hasMessageContaining("CHECK");
            }
        }
    }

    @Test
    void theScriptNamesThem() {
        assertThat(shop.ddl("--dialect=duckdb"))
                .containsPattern("constraint \"check_non_negative_unit_price_.{8}\" check \\(\\(?\"unit_price\" >= 0")
                .containsPattern(
                        "constraint \"check_accepted_values_country_.{8}\" check \\(\\(\"customer_key\" = 0 or ")
                .doesNotContain("check_range_ordered_at", "length");
        assertThat(shop.ddl("--dialect=snowflake"))
                .containsPattern(
                        "constraint \"CHECK_RANGE_QUANTITY_.{8}\" check \\(\\(\"QUANTITY\" >= 1 and \"QUANTITY\" <= 100\\)\\)");
    }

    /** An overruled batch, and a wider declaration, take the CHECK off; all others stay. */
    @Test
    void whatIsOverruledOrNoLongerDeclaredIsTakenOff() throws Exception {
        String[][] targets = {{}, {"--warehouse=" + service.uri(), "--report=" + directory.resolve("r")}};
        for (String[] target : targets) {
            shop.run(target).expecting(0);
        }
        shop.withOrders("5,a,1,-9.99,2024-03-02 00:00:00\n");
        for (String[] target : targets) {
            shop.run(target).expecting(1);
            assertThat(checks(target)).contains("unit_price >= 0", "quantity <= 100");
            shop.run(with(target, "--onQualityFailure=warn")).expecting(0);
            assertThat(checks(target)).doesNotContain("unit_price >= 0").contains("quantity <= 100");
        }
        shop.declaring("max: 200", "max: 100").withOrders("6,a,150,1.00,2024-03-02 00:00:00\n");
        for (String[] target : targets) {
            shop.run(target).expecting(0);
            assertThat(checks(target)).doesNotContain("quantity <= 100").contains("customer_id IN");
            shop.run(target).expecting(0);
        }
        service.requireSameAs(shop.warehouse());
        assertThat(Published.rows(shop.warehouse(), "select quantity from star.fact_orders where order_id = '6'"))
                .containsExactly("150");
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select comment from duckdb_columns() where table_name = 'fact_orders' and column_name ="
                                + " 'customer_key'"))
                .containsExactly("Refers to dim_customers by customer_id.");
    }

    /** DuckDB changes no type beneath a CHECK. */
    @Test
    void aColumnWithACheckGetsAWiderType() throws Exception {
        shop.run().expecting(0);
        shop.declaring("unit_price: try_to_decimal(unit_price, 14, 2)", "unit_price: try_to_decimal(unit_price, 12, 2)")
                .run()
                .expecting(0);
        assertThat(Published.rows(
                        shop.warehouse(),
                        "select data_type from duckdb_columns() where table_name = 'fact_orders' and column_name ="
                                + " 'unit_price'"))
                .containsExactly("DECIMAL(14,2)");
        assertThat(Published.rows(shop.warehouse(), "select count(*) from star.fact_orders"))
                .containsExactly("4");
        assertThat(checks(new String[0])).doesNotContain("unit_price >= 0").contains("quantity <= 100");
    }

    private static String[] with(String[] words, String more) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = more;
        return all;
    }

    private String checks(String[] target) throws Exception {
        String query =
                "select replace(lower(string_agg(expression, '; ')), ' in ', ' IN ') from duckdb_constraints() where"
                        + " constraint_type = 'CHECK' and table_name ilike 'fact_orders'";
        return target.length == 0
                ? Published.rows(shop.warehouse(), query).get(0)
                : service.rows(query).get(0);
    }

    private static void refuses(Connection warehouse, String values, String column) {
        assertThatThrownBy(() -> takes(warehouse, ROW.formatted(values)))
                .hasMessageContaining("CHECK constraint failed")
                .message()
                .containsIgnoringCase(column);
    }

    private static void takes(Connection warehouse, String sql) throws SQLException {
        try (Statement statement = warehouse.createStatement()) {
            statement.execute(sql);
        }
    }
}
