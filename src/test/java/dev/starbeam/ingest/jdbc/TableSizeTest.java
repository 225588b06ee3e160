package dev.starbeam.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starbeam.model.source.TableModel;
import dev.starbeam.source.Committed;
import dev.starbeam.source.TableSource;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a database says of a table's size before anything is read. */
class TableSizeTest {
    private static final long UNKNOWN = 1L << 30;

    @Test
    void tablesTellAboutHowMuchTextTheyHold() throws Exception {
        PostgresServer database = PostgresServer.newDatabase();
        database.execute(
                "create schema \"a b\"",
                "create table few (id integer)",
                "create table \"a b\".\"My \"\"t\" as select i as id, repeat('x', 90) as v from generate_series(1, 10000) i",
                "create table parted (id integer, v text) partition by range (id)",
                "create table low partition of parted for values from (0) to (5000)",
                "create table high partition of parted for values from (5000) to (10001)",
                "insert into parted select * from \"a b\".\"My \"\"t\"");
        assertThat(textBytes(TableFixture.table(database, "few", "id"))).isZero();
        for (String table : List.of("\"a b\".\"My \"\"t\"", "parted")) {
            assertThat(textBytes(TableFixture.table(database, table, "id")))
                    .as(table)
                    .isBetween(1_000_000L, 4_000_000L);
        }
    }

    @Test
    void whatDoesNotTellCountsAsLarge() throws Exception {
        PostgresServer database = PostgresServer.newDatabase();
        database.execute("create table t (id integer)", "create view v as select * from t");
        for (TableModel source : List.of(
                TableFixture.query(database, "select * from t", "id"),
                TableFixture.table(database, "v", "id"),
                TableFixture.table(database, "missing", "id"),
                TableFixture.source(
                        TableFixture.jdbc(database.url(), "postgres", "env:NO_SUCH_SECRET", "t", null, null, 1), "id"),
                TableFixture.source(
                        TableFixture.jdbc("jdbc:postgresql://127.0.0.1:1/x", "postgres", null, "t", null, null, 1),
                        "id"),
                TableFixture.source(
                        TableFixture.jdbc("jdbc:mysql://127.0.0.1:1/x", "root", null, "t", null, null, 1), "id"))) {
            assertThat(TableSize.textBytes(source.jdbc())).as(source.location()).isEqualTo(OptionalLong.empty());
            assertThat(textBytes(source)).isEqualTo(UNKNOWN);
        }
    }

    private static long textBytes(TableModel source) {
        return new TableSource(source, new JdbcTables())
                .plan(Committed.NOTHING)
                .found()
                .get(0)
                .textBytes();
    }
}
