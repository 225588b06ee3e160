package dev.starbeam.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.source.TableModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableSnapshotTest {
    private PostgresServer database;

    @BeforeEach
    void start() throws Exception {
        database = PostgresServer.newDatabase();
    }

    @Test
    void rowsHaveTheSameNumbersInHoweverManyParts() throws Exception {
        database.execute(
                "create table t (id integer, v text)",
                "insert into t select i, 'v' || i from generate_series(40, -40, -1) i",
                "insert into t values (null, 'n'), (2000000000, 'far')");
        TableModel source = TableFixture.table(database, "public.t", "id", "v");
        List<String> whole = TableFixture.rows(TableFixture.cut(source, "id", 1));
        assertThat(whole)
                .hasSize(83)
                .startsWith("0: -40|v-40", "1: -39|v-39")
                .endsWith("81: 2000000000|far", "82: NULL|n");
        for (int partitions : new int[] {2, 3, 64}) {
            assertThat(TableFixture.rows(TableFixture.cut(source, "id", partitions)))
                    .isEqualTo(whole);
        }
    }

    @Test
    void datesAndTimestampsAreCutToo() throws Exception {
        database.execute(
                "create table t (d date, s timestamp, z timestamptz, n numeric(12), id int)",
                "insert into t select date '1969-12-01' + i, timestamp '1969-12-31 23:59:59' + i * interval '1 hour',"
                        + " timestamptz '2024-01-01Z' + i * interval '1 microsecond', -i, i"
                        + " from generate_series(1, 60) i",
                "insert into t values ('infinity', '-infinity', 'infinity', null, 61), ('0044-03-15 BC', null, null, 1, 0)");
        TableModel source = TableFixture.table(database, "public.t", "id");
        for (String column : List.of("d", "s", "z", "n")) {
            assertThat(TableFixture.rows(TableFixture.cut(source, column, 7)))
                    .as(column)
                    .hasSize(62)
                    .containsExactlyElementsOf(TableFixture.rows(TableFixture.cut(source, column, 1)));
        }
    }

    @Test
    void partsAreOfAboutOneSize() throws Exception {
        database.execute("create table t as select i as id from generate_series(1, 1000) i");
        TableModel source = TableFixture.cut(TableFixture.table(database, "public.t", "id"), "id", 4);
        try (TableSnapshot snapshot = TableSnapshot.open(source)) {
            assertThat(snapshot.parts()).extracting(TablePart::rows).containsExactly(250L, 250L, 250L, 250L);
            assertThat(snapshot.partsAtATime()).isEqualTo(4);
        }
        try (TableSnapshot snapshot = TableSnapshot.open(TableFixture.cut(source, "id", 64))) {
            assertThat(snapshot.partsAtATime()).isEqualTo(16);
        }
    }

    @Test
    void anEmptyTableIsOneEmptyPart() throws Exception {
        database.execute("create table t (id integer primary key)");
        TableModel source = TableFixture.table(database, "public.t", "id");
        assertThat(TableFixture.rows(source)).isEmpty();
        assertThat(TableFixture.rows(TableFixture.cut(source, "id", 4))).isEmpty();
    }

    @Test
    void aColumnOfNothingButNullsIsOnePart() throws Exception {
        database.execute("create table t (id integer, k integer)", "insert into t values (1, null)");
        TableModel source = TableFixture.table(database, "public.t", "id");
        assertThat(TableFixture.rows(TableFixture.cut(source, "k", 4))).containsExactly("0: 1");
    }

    @Test
    void withoutAColumnToCutByRowsComeInTheOrderOfThePrimaryKey() throws Exception {
        database.execute(
                "create table t (a integer, b text, primary key (b, a))",
                "insert into t values (2, 'x'), (1, 'y'), (1, 'x')");
        assertThat(TableFixture.rows(TableFixture.table(database, "t", "a", "b")))
                .containsExactly("0: 1|x", "1: 2|x", "2: 1|y");
    }

    @Test
    void allPartsShowOneState() throws Exception {
        database.execute("create table t as select i as id, 'old' as v from generate_series(1, 100) i");
        TableModel source = TableFixture.cut(TableFixture.table(database, "public.t", "id", "v"), "id", 4);
        try (TableSnapshot snapshot = TableSnapshot.open(source)) {
            List<String> rows = new ArrayList<>(
                    TableFixture.rows(source, snapshot, snapshot.parts().get(0)));
            database.execute(
                    "update t set v = 'new'", "delete from t where id > 50", "insert into t values (60, 'new')");
            // Both are open at a time, so that at least one is read by a session that joined later.
            try (PartReader second = snapshot.read(snapshot.parts().get(1), rejected -> {})) {
                rows.addAll(TableFixture.rows(source, snapshot, snapshot.parts().get(2)));
                ColumnBatch batch = second.next();
                assertThat(batch.rows()).isEqualTo(25);
                assertThat(batch.text("v").string(24)).isEqualTo("old");
            }
            rows.addAll(TableFixture.rows(source, snapshot, snapshot.parts().get(3)));
            assertThat(rows).hasSize(75).allMatch(row -> row.endsWith("|old"));
        }
        assertThat(TableFixture.rows(source)).hasSize(51);
    }

    @Test
    void hostileNamesAreNamesAndNothingElse() throws Exception {
        String table = "t\"; drop table victim; --";
        database.execute(
                "create table victim (x int)",
                "create schema \"odd.schema\"",
                "create table \"odd.schema\".\"t\"\"; drop table victim; --\" (\"a\"\"b; --\" int, \"Select\" text)",
                "insert into \"odd.schema\".\"t\"\"; drop table victim; --\" values (1, 'x'), (2, 'y'), (3, 'z')");
        TableModel source = TableFixture.table(
                database, "\"odd.schema\".\"" + table.replace("\"", "\"\"") + "\"", "a\"b; --", "Select");
        assertThat(TableFixture.rows(TableFixture.cut(source, "a\"b; --", 3)))
                .containsExactly("0: 1|x", "1: 2|y", "2: 3|z");
        assertThat(database.rows("select count(*) from victim")).containsExactly("0");
    }

    @Test
    void aQueryIsReadAsATableIs() throws Exception {
        database.execute("create table t as select i as id from generate_series(1, 10) i");
        TableModel source = TableFixture.query(
                database, "select id, id * 2 as twice from t where id > 7 -- a comment", "TWICE", "id");
        assertThat(TableFixture.rows(TableFixture.cut(source, "ID", 2)))
                .containsExactly("0: 16|8", "1: 18|9", "2: 20|10");
    }

    @Test
    void aQueryCannotWrite() throws Exception {
        database.execute(
                "create table t (id int)",
                "create function f() returns int language sql as" + " 'insert into t values (1) returning id'");
        assertThatThrownBy(() -> TableFixture.rows(TableFixture.query(database, "select f() as v", "v")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("read-only transaction");
        assertThat(database.rows("select count(*) from t")).containsExactly("0");
    }

    @Test
    void aQueryThatFindsOtherRowsEachTimeIsNotTaken() throws Exception {
        database.execute("create table t as select i as id from generate_series(1, 2000) i");
        TableModel source = TableFixture.cut(
                TableFixture.query(database, "select id from t where random() < 0.5 or id in (1, 2000)", "id"),
                "id",
                4);
        assertThatThrownBy(() -> TableFixture.rows(source))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("but the count was");
    }
}
