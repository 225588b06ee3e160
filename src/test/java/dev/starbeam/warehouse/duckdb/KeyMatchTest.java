package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.warehouse.sql.KeyMatch;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyMatchTest {
    private static final List<String> KEY = List.of("order_id", "line");
    private static final String PUBLISHED = "(values ('O1', 1), ('O2', null), (null, 3)) as p(order_id, line)";

    private Connection connection;
    private SqlSession session;

    @BeforeEach
    void open() throws SQLException {
        connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        session = new SqlSession(connection, StatementObserver.NONE);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void keysWithoutNullMeetByEquality() throws SQLException {
        String rows = "(select * from (values ('O1', 1), ('O2', 2)) as v(order_id, line))";
        String condition = of(KEY, rows);
        assertThat(condition).isEqualTo("p.\"order_id\" = s.\"order_id\" and p.\"line\" = s.\"line\"");
        assertThat(matched(rows, condition)).isEqualTo(1);
    }

    @Test
    void aNullInAnyColumnOfTheKeyMeetsNull() throws SQLException {
        String second = "(select * from (values ('O1', 1), ('O2', null)) as v(order_id, line))";
        String first = "(select * from (values (null, 3), ('O2', 7)) as v(order_id, line))";
        assertThat(matched(second, of(KEY, second))).isEqualTo(2);
        assertThat(matched(first, of(KEY, first))).isEqualTo(1);
    }

    private String of(List<String> key, String rows) throws SQLException {
        return KeyMatch.of(session, DuckDbWarehouse.DIALECT, key, rows);
    }

    private long matched(String rows, String condition) throws SQLException {
        return session.number("select count(*) from " + PUBLISHED + " join " + rows + " as s on " + condition);
    }
}
