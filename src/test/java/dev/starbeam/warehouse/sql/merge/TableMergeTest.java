package dev.starbeam.warehouse.sql.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.ddl.TableDdl;
import dev.starbeam.warehouse.duckdb.DuckDbDdl;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableMergeTest {
    private static final DuckDbDdl SQL = new DuckDbDdl();

    /** As when a warehouse leaves out rows that it can't write, and reports no error. */
    @Test
    void aFactThatDoesNotTakeEveryRowIsAnError() throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            SqlSession session = new SqlSession(duck, StatementObserver.NONE);
            session.execute("create schema star");
            session.execute(new TableDdl(SQL).create(StarFixture.ORDERS));
            assertThat(merge(session, 2).inserted()).isEqualTo(2);
            assertThatThrownBy(() -> merge(session, 3))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("of 3 rows of star.fact_orders only 2 were written");
        }
    }

    private static dev.starbeam.warehouse.PublishReceipt.TableReceipt merge(SqlSession session, int staged)
            throws Exception {
        String rows =
                "(select 'O' || n as order_id, 1 as line, 9.50 as amount, 11 as customer_key, 'f' as _source_file,"
                        + " n as _source_offset from range(2) as r(n))";
        TableLoad load = TableLoad.of(StarFixture.ORDERS, List.of("orders.parquet"), staged);
        return new TableMerge(session, SQL, load, rows, "", "", "b1").run();
    }
}
