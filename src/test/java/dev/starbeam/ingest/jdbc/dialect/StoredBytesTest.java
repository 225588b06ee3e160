package dev.starbeam.ingest.jdbc.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.source.TableName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the catalogs of MySQL and SQL Server are asked, in DuckDB over tables with the columns that their manuals describe.
 * Nothing here has run against the servers themselves.
 */
class StoredBytesTest {
    @AutoClose
    private Connection duck;

    @BeforeEach
    void open() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
    }

    /**
     * "sys.allocation_units": container_id is the partition's hobt_id for rows (type 1) and what they overflow into (3), and
     * its partition_id for large objects (2). "sys.partitions": index 0 is a heap, 1 a clustered index, others repeat columns.
     */
    @Test
    void sqlServerAddsUpThePagesOfRowsAndLargeObjectsButNotOfOtherIndexes() throws SQLException {
        change("create schema sys");
        change(
                "create macro object_id(name) as case name when '\"dbo\".\"orders\"' then 7 when '\"dbo\".\"v\"' then 8 end");
        change("create table sys.partitions (partition_id bigint, object_id int, index_id int, hobt_id bigint)");
        change(
                "insert into sys.partitions values (100, 7, 1, 200), (101, 7, 1, 201), (102, 7, 2, 202), (103, 9, 0, 100)");
        change("create table sys.allocation_units (container_id bigint, type int, used_pages bigint)");
        change("insert into sys.allocation_units values (200, 1, 10), (201, 1, 20), (200, 3, 3), (100, 2, 400),"
                + " (202, 1, 5000), (100, 1, 60000), (999, 1, 70000)");
        Dialect server = new SqlServerDialect();
        assertThat(server.storedBytes(duck, name("dbo.orders"), "\"dbo\".\"orders\""))
                .hasValue(8192L * 433);
        assertThat(server.storedBytes(duck, name("dbo.v"), "\"dbo\".\"v\"")).isEmpty();
        assertThat(server.storedBytes(duck, name("other.dbo.orders"), "\"other\".\"dbo\".\"orders\""))
                .as("another database has a catalog of its own")
                .isEmpty();
    }

    /** "INFORMATION_SCHEMA TABLES": table_schema is the database; data_length is NULL for views. */
    @Test
    void mySqlAsksForTheTableOfTheDatabaseThatIsNamedOrConnectedTo() throws SQLException {
        change("create schema documented");
        change(
                "create table documented.tables (table_catalog text, table_schema text, table_name text, data_length bigint)");
        change("insert into documented.tables values ('def', '" + duck.getCatalog() + "', 'orders', 16384),"
                + " ('def', 'other', 'orders', 32768), ('def', 'other', 'v', null)");
        Dialect server = new MySqlDialect();
        assertThat(server.storedBytes(documented(), name("orders"), "`orders`")).hasValue(16384);
        assertThat(server.storedBytes(documented(), name("other.orders"), "`other`.`orders`"))
                .hasValue(32768);
        assertThat(server.storedBytes(documented(), name("other.v"), "`other`.`v`"))
                .isEqualTo(OptionalLong.empty());
        assertThat(server.storedBytes(documented(), name("other.none"), "`other`.`none`"))
                .isEqualTo(OptionalLong.empty());
    }

    private static TableName name(String text) {
        return TableName.parse(text).orElseThrow();
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    /** DuckDB's own tables of that schema can't be replaced; like MariaDB, it doesn't know the setting either. */
    private Connection documented() {
        return (Connection) Proxy.newProxyInstance(
                StoredBytesTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, values) -> {
                    if (method.getName().equals("prepareStatement")) {
                        values[0] = String.valueOf(values[0]).replace("information_schema.", "documented.");
                    }
                    try {
                        return method.invoke(duck, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
