package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.MemberReference;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of published tables when the declaration changes, whatever the warehouse. */
public interface TableChangesContract extends WarehouseUnderTest {
    @Test
    default void tablesOfANewerFormatAreRefusedAndLeftAlone() throws Exception {
        publish(star().first());
        assertThat(rows("select format_version from quality.format")).containsExactly(row("2"));
        try (Connection newer = look();
                Statement statement = newer.createStatement()) {
            statement.execute("update quality.format set format_version = 3");
        }
        Map<String, List<List<String>>> before = contents();
        assertThatThrownBy(() -> publish(star().second()))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("have format 3")
                .hasMessageContaining("knows formats up to 2. Nothing was changed");
        assertThatThrownBy(() -> build("b1", StarFixture.MARTS)).hasMessageContaining("have format 3");
        assertThatThrownBy(() -> {
                    try (Warehouse warehouse = open()) {
                        warehouse.state("shop", "f00d");
                    }
                })
                .hasMessageContaining("have format 3");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    default void tablesKeyedInTheOldWayAreReplacedOrLeftAlone() throws Exception {
        publish(star().first());
        try (Connection older = look();
                Statement statement = older.createStatement()) {
            statement.execute("update quality.format set format_version = 1");
        }
        Map<String, List<List<String>>> before = contents();
        PublishRequest second = star().second();
        assertThatThrownBy(() -> publish(second))
                .isInstanceOf(IncompatibleTableException.class)
                .hasMessageContaining("have format 1")
                .hasMessageContaining("--full-refresh");
        assertThat(contents()).isEqualTo(before);
        publish(new PublishRequest(
                second.run(), second.tables(), second.checks(), second.sources(), second.marts(), true));
        assertThat(rows("select format_version from quality.format")).containsExactly(row("2"));
    }

    /** Before there were formats nothing noted one. */
    @Test
    default void tablesWithoutAFormatAreOfTheFirst() throws Exception {
        publish(star().first());
        try (Connection older = look();
                Statement statement = older.createStatement()) {
            statement.execute("drop table quality.format");
        }
        assertThatThrownBy(() -> publish(star().second()))
                .isInstanceOf(IncompatibleTableException.class)
                .hasMessageContaining("have format 1")
                .hasMessageContaining("--full-refresh");
    }

    @Test
    default void viewsStandOnTablesAndTurnIntoTablesAndBack() throws Exception {
        publish(star().first());
        List<List<String>> orders = rows("select * from star.fact_orders order by all");
        publish(star().request("v", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        assertThat(rows("select * from star.fact_orders order by all")).isEqualTo(orders);
        assertThat(kindOf("fact_orders")).containsExactly(row("star", "VIEW"), row("star_data", "BASE TABLE"));
        publish(star().request("v2", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        assertThat(rows("select * from star.fact_orders order by all")).isEqualTo(orders);
        publish(star().second());
        assertThat(kindOf("fact_orders")).containsExactly(row("star", "BASE TABLE"));
        assertThat(rows("select count(*) from star.fact_orders")).containsExactly(row("4"));
    }

    @Test
    default void aViewShowsWhatTheTableBeneathItHasBecome() throws Exception {
        publish(star().request("v", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(2, ColumnSpec.optional("amount", ColumnType.decimal(18, 2), "Money."));
        columns.add(3, ColumnSpec.optional("currency", ColumnType.TEXT, "ISO 4217."));
        TableSpec o = StarFixture.ORDERS;
        TableSpec view = new TableSpec("star", o.name(), columns, o.key(), null, "_batch_id", Materialization.VIEW, "");
        publish(star().request("v2", List.of(star().stage(view, "v2", List.of("O7|1|1.25|EUR|0|data/orders.csv|9")))));
        assertThat(rows("select order_id, amount, currency from star.fact_orders"))
                .containsExactly(row("O7", "1.25", "EUR"));
        try (Warehouse warehouse = open()) {
            assertThat(warehouse.changes(List.of(view))).isEmpty();
        }
    }

    @Test
    default void newColumnsAreAddedAndDecimalsWidened() throws Exception {
        publish(star().first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(2, ColumnSpec.optional("amount", ColumnType.decimal(18, 2), "More money."));
        columns.add(3, ColumnSpec.optional("currency", ColumnType.TEXT, "ISO 4217."));
        publish(star().request(
                        "b2",
                        List.of(star().stage(orders(columns), "b2", List.of("O7|1|1.25|EUR|0|data/orders.csv|9")))));
        assertThat(rows("select order_id, amount, currency from star.fact_orders where line = 1 order by 1"))
                .containsExactly(row("O1", "9.50", "null"), row("O7", "1.25", "EUR"));
        assertThat(rows("select comment from duckdb_columns() where table_name ilike 'fact_orders'"
                        + " and lower(column_name) in ('amount', 'currency') order by column_name"))
                .containsExactly(row("More money."), row("ISO 4217."));
    }

    /** Old rows refer to the unknown member where theirs isn't known, and to theirs where it is. */
    @Test
    default void aReferenceAddedToAPublishedFactLeavesNoNullKeys() throws Exception {
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(3, ColumnSpec.optional("customer_id", ColumnType.TEXT, ""));
        publish(star().request(
                        "b1",
                        List.of(
                                star().stage(StarFixture.CUSTOMERS, "b1", List.of("11|C1|London")),
                                star().stage(orders(columns), "b1", List.of("O1|1|1.00|C1|f|7", "O2|1|1.00|C9|f|8")))));
        columns.add(4, ColumnSpec.reference("customer_key", StarFixture.CUSTOMERS, "Buyer."));
        MemberReference buyer = new MemberReference(
                "customer_key",
                List.of("customer_id"),
                null,
                StarFixture.CUSTOMERS,
                List.of("customer_id"),
                "customer_key");
        TableSpec o = StarFixture.ORDERS;
        TableSpec referring = new TableSpec(
                "star",
                o.name(),
                columns,
                o.key(),
                null,
                "_batch_id",
                new Merging.Facts(null, false, List.of(buyer)),
                o.materialized(),
                "");
        publish(star().request("b2", List.of(star().stage(referring, "b2", List.of("O3|1|1.00|C1|11|f|9")))));
        assertThat(rows("select order_id, customer_key from star.fact_orders order by 1"))
                .containsExactly(row("O1", "11"), row("O2", "0"), row("O3", "11"));
        assertThat(rows("select is_nullable from duckdb_columns() where table_name ilike 'fact_orders'"
                        + " and column_name ilike 'customer_key'"))
                .containsExactly(row("false"));
    }

    @Test
    default void aColumnNoLongerDeclaredStaysAndMayBeNull() throws Exception {
        publish(star().first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.removeIf(c -> c.name().equals("customer_key"));
        publish(star().request(
                        "b2", List.of(star().stage(orders(columns), "b2", List.of("O7|1|1.00|data/orders.csv|9")))));
        assertThat(rows("select order_id, customer_key from star.fact_orders where line = 1 order by 1"))
                .containsExactly(row("O1", "11"), row("O7", "null"));
    }

    @Test
    default void anIncompatibleColumnIsAnErrorThatDropsNothing() throws Exception {
        publish(star().first());
        Map<String, List<List<String>>> before = contents();
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.ORDERS.columns());
        columns.set(1, ColumnSpec.optional("line", ColumnType.DATE, ""));
        PublishRequest request = star().request("b2", List.of(TableLoad.of(orders(columns), List.of(), 0)));
        assertThatThrownBy(() -> publish(request))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("column \"line\" of the published table star.fact_orders is ")
                .hasMessageMatching("(?is).*, the pipeline declares date.*");
        assertThat(contents()).isEqualTo(before);
    }

    private List<List<String>> kindOf(String table) throws Exception {
        return rows("select lower(table_schema), table_type from information_schema.tables where table_name ilike '"
                + table + "' order by 1");
    }

    static TableSpec orders(List<ColumnSpec> columns) {
        TableSpec o = StarFixture.ORDERS;
        return new TableSpec(o.schema(), o.name(), columns, o.key(), null, "_batch_id", o.materialized(), "");
    }
}
