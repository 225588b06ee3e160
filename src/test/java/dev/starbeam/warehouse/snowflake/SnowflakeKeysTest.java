package dev.starbeam.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.snowflake.standin.SnowflakeStandIn;
import dev.starbeam.warehouse.snowflake.standin.StandInScript;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.HistoryStar;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys tables get, and keep. */
class SnowflakeKeysTest {
    private static final TableSpec CUSTOMERS = StarFixture.CUSTOMERS;
    private static final TableSpec ORDERS = orders("fact_orders", CUSTOMERS, List.of("order_id", "line"));
    private static final String REFERENCE =
            "\"STAR\".\"FACT_ORDERS\" foreign key (\"CUSTOMER_KEY\") \"STAR\".\"DIM_CUSTOMERS\" ";

    @TempDir
    Path directory;

    @AutoClose
    private SnowflakeStandIn standIn;

    private StarFixture star;

    @BeforeEach
    void begin() {
        standIn = SnowflakeFixture.start(directory);
        star = StarFixture.plain(directory.resolve("staging"));
    }

    @Test
    void newTablesHaveTheirKeysWhicheverIsNamedFirst() throws Exception {
        publish("b1", ORDERS, CUSTOMERS);
        assertThat(keysOf("STAR"))
                .containsExactly(
                        "\"STAR\".\"DIM_CUSTOMERS\" primary key (\"CUSTOMER_KEY\") null true",
                        "\"STAR\".\"DIM_CUSTOMERS\" unique (\"CUSTOMER_ID\") null true",
                        REFERENCE + "false",
                        "\"STAR\".\"FACT_ORDERS\" unique (\"ORDER_ID\", \"LINE\") null true");
        assertThat(changes(CUSTOMERS, ORDERS)).isEmpty();
    }

    @Test
    void aTableThatIsThereGetsWhatItLacksButNothingIsReliedOn() throws Exception {
        publish("b1", CUSTOMERS, StarFixture.ORDERS);
        publish("b2", CUSTOMERS, ORDERS);
        assertThat(keysOf("STAR")).contains(REFERENCE + "false");
        assertThat(changes(CUSTOMERS, ORDERS)).isEmpty();
    }

    @Test
    void aKeyThatIsNoLongerDeclaredGoes() throws Exception {
        publish("b1", CUSTOMERS, ORDERS);
        TableSpec byOrder = orders("fact_orders", null, List.of("order_id"));
        publish("b2", CUSTOMERS, byOrder);
        assertThat(keysOf("STAR"))
                .filteredOn(key -> key.contains("FACT_ORDERS"))
                .containsExactly("\"STAR\".\"FACT_ORDERS\" unique (\"ORDER_ID\") null false");
        assertThat(changes(CUSTOMERS, byOrder)).isEmpty();
    }

    @Test
    void keysMoveWithTablesThatBecomeViews() throws Exception {
        publish("b1", CUSTOMERS, ORDERS);
        TableSpec seen = StarFixture.customers(Materialization.VIEW);
        TableSpec newOrders = orders("fact_returns", seen, List.of("order_id", "line"));
        publish("b2", seen, orders("fact_orders", seen, List.of("order_id", "line")), newOrders);
        String moved = "foreign key (\"CUSTOMER_KEY\") \"STAR_DATA\".\"DIM_CUSTOMERS\" false";
        assertThat(keysOf("STAR")).contains("\"STAR\".\"FACT_ORDERS\" " + moved, "\"STAR\".\"FACT_RETURNS\" " + moved);
    }

    @Test
    void aKeyWithANameOfItsOwnStays() throws Exception {
        publish("b1", CUSTOMERS, ORDERS);
        StandInScript.run(
                standIn,
                "alter table \"STAR\".\"FACT_ORDERS\" add constraint \"MINE\" unique (\"AMOUNT\") not enforced norely");
        publish("b2", CUSTOMERS, ORDERS);
        assertThat(keysOf("STAR")).contains("\"STAR\".\"FACT_ORDERS\" unique (\"AMOUNT\") null false");
    }

    @Test
    void aPrimaryKeyOfTheSameColumnsIsEnough() throws Exception {
        StandInScript.run(
                standIn,
                "create schema if not exists \"STAR\";\ncreate table \"STAR\".\"FACT_ORDERS\" (\n    \"ORDER_ID\" varchar,\n"
                        + "    \"LINE\" number(19, 0),\n    primary key (\"ORDER_ID\", \"LINE\") not enforced norely\n)");
        publish("b1", CUSTOMERS, ORDERS);
        assertThat(keysOf("STAR")).noneMatch(key -> key.contains("FACT_ORDERS\" unique"));
        assertThat(changes(CUSTOMERS, ORDERS)).isEmpty();
    }

    @Test
    void whatCannotBeReferredToIsNot() throws Exception {
        StandInScript.run(
                standIn,
                "create schema if not exists \"STAR\";\ncreate table \"STAR\".\"DIM_CUSTOMERS\" (\n    \"CUSTOMER_KEY\""
                        + " number(19, 0),\n    \"CUSTOMER_ID\" varchar\n);\ncreate table \"STAR\".\"DIM_T1\" (\n"
                        + "    \"T1_KEY\" number(38, 0),\n    primary key (\"T1_KEY\") not enforced rely\n)");
        publish(
                "b1",
                CUSTOMERS,
                ORDERS,
                HistoryStar.DIMENSIONS.get(1),
                orders("fact_visits", HistoryStar.DIMENSIONS.get(1), List.of("order_id")));
        assertThat(keysOf("STAR")).noneMatch(key -> key.contains("foreign key"));
        assertThat(changes(CUSTOMERS, ORDERS)).isEmpty();
    }

    private static TableSpec orders(
            String name, @org.jspecify.annotations.Nullable TableSpec dimension, List<String> grain) {
        return new TableSpec(
                "star",
                name,
                List.of(
                        ColumnSpec.optional("order_id", ColumnType.TEXT, "Order."),
                        ColumnSpec.optional("line", ColumnType.BIGINT, ""),
                        ColumnSpec.optional("amount", ColumnType.decimal(12, 2), "Money."),
                        ColumnSpec.reference("customer_key", dimension, "Buyer.")),
                grain,
                null,
                null,
                Materialization.TABLE,
                "");
    }

    private void publish(String batchId, TableSpec... tables) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            List<TableLoad> staged = List.of(tables).stream()
                    .map(table -> TableLoad.of(table, List.of(), 0))
                    .toList();
            warehouse.publish(star.request(batchId, staged));
        }
    }

    private List<String> changes(TableSpec... tables) {
        try (SnowflakeWarehouse warehouse = SnowflakeFixture.open(standIn, directory)) {
            return warehouse.changes(List.of(tables));
        }
    }

    private List<String> keysOf(String schema) throws Exception {
        try (Connection duck = standIn.backdoor()) {
            return Contents.query(
                            duck,
                            "select table_name, kind, columns, ref_table, rely from standin_catalogue.keys"
                                    + " where table_name like '\"" + schema + "\".%' order by all")
                    .stream()
                    .map(row -> String.join(" ", row))
                    .toList();
        }
    }
}
