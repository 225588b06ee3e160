package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is planned for a table that changes, statement by statement; applied, it leaves nothing to plan. */
class DuckDbLayoutTest {
    private Connection connection;
    private SqlSession session;
    private DuckDbLayout layout;

    @BeforeEach
    void begin() throws Exception {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        session = new SqlSession(connection, StatementObserver.NONE);
        layout = new DuckDbLayout(session);
        become(Materialization.TABLE, 9, "Orders.");
        session.update("insert into star.fact_orders values ('o1', 1.25)");
    }

    @AfterEach
    void end() throws Exception {
        connection.close();
    }

    @Test
    void aWiderNumberIsWidenedAndTheViewOverItMadeAnew() throws Exception {
        become(Materialization.VIEW, 9, "Orders.");
        assertThat(become(Materialization.VIEW, 12, "Orders."))
                .containsExactly(
                        "alter table \"star_data\".\"fact_orders\" alter column \"amount\" set data type DECIMAL(12,2)",
                        "create or replace view \"star\".\"fact_orders\" as select \"order_id\", \"amount\" from"
                                + " \"star_data\".\"fact_orders\"",
                        "comment on view \"star\".\"fact_orders\" is 'Orders.'");
        assertThat(session.query("select typeof(amount), amount::varchar from star.fact_orders"))
                .containsExactly(List.of("DECIMAL(12,2)", "1.25"));
    }

    @Test
    void aTableBecomesAViewAndATableAgainWithItsRows() throws Exception {
        assertThat(become(Materialization.VIEW, 9, "Orders."))
                .contains(
                        "insert into \"star_data\".\"fact_orders\" (\"order_id\", \"amount\") select \"order_id\","
                                + " \"amount\" from \"star\".\"fact_orders\"",
                        "drop table \"star\".\"fact_orders\"");
        assertThat(become(Materialization.TABLE, 9, "Orders."))
                .contains("drop view if exists \"star\".\"fact_orders\"", "drop table \"star_data\".\"fact_orders\"");
        assertThat(session.query("select order_id, amount::varchar from star.fact_orders"))
                .containsExactly(List.of("o1", "1.25"));
    }

    @Test
    void anotherDescriptionIsACommentAndNoMore() throws Exception {
        assertThat(become(Materialization.TABLE, 9, "Sales."))
                .containsExactly("comment on table \"star\".\"fact_orders\" is 'Sales.'");
    }

    private List<String> become(Materialization kind, int digits, String description) throws Exception {
        List<ColumnSpec> columns = List.of(
                ColumnSpec.required("order_id", ColumnType.TEXT, "The order."),
                ColumnSpec.optional("amount", ColumnType.decimal(digits, 2), ""));
        TableSpec table =
                new TableSpec("star", "fact_orders", columns, List.of("order_id"), null, null, kind, description);
        List<String> changes = layout.changes(List.of(table));
        layout.apply(List.of(table));
        assertThat(layout.changes(List.of(table))).isEmpty();
        return changes;
    }
}
