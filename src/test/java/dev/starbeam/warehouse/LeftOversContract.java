package dev.starbeam.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.MartModel;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What is found and removed of what is no longer declared, whatever the warehouse. */
public interface LeftOversContract extends WarehouseUnderTest {
    /** A view has its rows elsewhere; they go with it. */
    @Test
    default void rowsBeneathAViewAreLeftOverWithIt() throws Exception {
        publish(star().first());
        publish(star().request("v", List.of(TableLoad.of(StarFixture.orders(Materialization.VIEW), List.of(), 0))));
        try (Warehouse warehouse = open()) {
            List<LeftOver> found = warehouse.leftOver("shop", List.of(StarFixture.CUSTOMERS), List.of());
            assertThat(found)
                    .extracting(left -> left.name().toLowerCase(Locale.ROOT))
                    .containsExactly("star.fact_orders", "star_data.fact_orders");
            warehouse.remove(found);
            assertThat(warehouse.leftOver("shop", List.of(StarFixture.CUSTOMERS), List.of()))
                    .isEmpty();
        }
        assertThat(rows("select count(*) from information_schema.tables where table_name ilike 'fact_orders'"))
                .containsExactly(row("0"));
        assertThat(rows("select count(*) from star.dim_customers")).containsExactly(row("3"));
    }

    /** A name that differs in case only is the same to people, and to some warehouses. */
    @Test
    default void aColumnWhoseCaseChangesIsNeverLeftOver() throws Exception {
        publish(star().first());
        List<ColumnSpec> columns = new ArrayList<>(StarFixture.CUSTOMERS.columns());
        columns.set(2, ColumnSpec.optional("City", ColumnType.TEXT, ""));
        TableSpec c = StarFixture.CUSTOMERS;
        TableSpec renamed = new TableSpec(
                "star", c.name(), columns, c.key(), c.surrogateKey(), null, Materialization.TABLE, c.description());
        try (Warehouse warehouse = open()) {
            assertThat(warehouse.leftOver("shop", List.of(renamed, StarFixture.ORDERS), List.of()))
                    .isEmpty();
        }
        publish(star().request("b2", List.of(star().stage(renamed, "b2", List.of("14|C4|Bonn")))));
        assertThat(rows("select customer_id, city from star.dim_customers where customer_key in (11, 14) order by 1"))
                .containsExactly(row("C1", "London"), row("C4", "Bonn"));
    }

    @Test
    default void martsThatAreGoneAreRemovedWhateverTheyAre() throws Exception {
        publish(star().first());
        build(
                "b1",
                List.of(
                        new MartModel("a", "select 1 as x", Materialization.TABLE, "a.sql"),
                        new MartModel("b", "select 1 as x", Materialization.VIEW, "b.sql"),
                        new MartModel(
                                "c",
                                "select order_id from star.fact_orders",
                                Materialization.DYNAMIC_TABLE,
                                "c.sql",
                                "1 hour")));
        try (Warehouse warehouse = open()) {
            List<TableSpec> declared = List.of(StarFixture.CUSTOMERS, StarFixture.ORDERS);
            List<LeftOver> found = warehouse.leftOver("shop", declared, List.of());
            assertThat(found)
                    .extracting(left -> left.name().toLowerCase(Locale.ROOT))
                    .containsExactly("marts.a", "marts.b", "marts.c");
            warehouse.remove(found);
            assertThat(warehouse.leftOver("shop", declared, List.of())).isEmpty();
        }
    }
}
