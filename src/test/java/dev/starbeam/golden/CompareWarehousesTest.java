package dev.starbeam.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the comparison of two warehouse files sees, and what it passes over. */
class CompareWarehousesTest {
    private static final String STAR = "create schema star; create schema quality; ";
    private static final String TABLE = STAR + "create table star.t (k bigint, v varchar, _batch_id varchar,"
            + " _source_file varchar); insert into star.t values ";

    @TempDir
    Path directory;

    private int files;

    @Test
    void orderBatchesAndDirectoriesOfFilesDoNotMatter() throws SQLException {
        assertThat(differences(
                        TABLE + "(1, 'a', 'b1', '/x/f.csv'), (2, null, 'b1', '/x/f.csv')",
                        TABLE + "(2, null, 'b2', '/y/z/f.csv'), (1, 'a', 'b2', '/y/z/f.csv')"))
                .isEmpty();
    }

    @Test
    void clocksOfTheLedgerDoNotMatterAndItsCountsDo() throws SQLException {
        String runs = STAR + "create table quality.runs (batch_id varchar, started_at timestamp, rows_read bigint);"
                + " insert into quality.runs values ";
        assertThat(differences(runs + "('a', '2024-01-01', 5)", runs + "('b', '2025-01-01', 5)"))
                .isEmpty();
        assertThat(differences(runs + "('a', '2024-01-01', 5)", runs + "('a', '2024-01-01', 6)"))
                .singleElement()
                .asString()
                .startsWith("quality.runs differs; columns that differ: rows_read (");
    }

    @Test
    void aRowThatIsThereTwiceIsNotTheSameAsOnce() throws SQLException {
        String row = "(1, 'a', 'b', 'f')";
        String other = "(2, 'a', 'b', 'f')";
        assertThat(differences(TABLE + row + "," + row + "," + other, TABLE + row + "," + other + "," + other))
                .singleElement()
                .asString()
                .startsWith("star.t differs; columns that differ: k (");
        assertThat(differences(TABLE + row, TABLE + row + "," + row))
                .singleElement()
                .asString()
                .startsWith("star.t differs: 2 rows, expected 1; columns that differ: k (");
    }

    @Test
    void nullIsNotEmptyAndNoTextRunsIntoTheNext() throws SQLException {
        String two = STAR + "create table star.t (v varchar, w varchar); insert into star.t values ";
        for (String[] pair : new String[][] {
            {"(null, 'x')", "('', 'x')"}, {"('a', 'bc')", "('ab', 'c')"}, {"('-', null)", "(null, '-')"}
        }) {
            assertThat(differences(two + pair[0], two + pair[1])).hasSize(1);
        }
    }

    @Test
    void valuesThatStandInOtherRowsAreSeen() throws SQLException {
        assertThat(differences(
                        TABLE + "(1, 'a', 'b', 'f'), (2, 'c', 'b', 'f')",
                        TABLE + "(1, 'c', 'b', 'f'), (2, 'a', 'b', 'f')"))
                .containsExactly("star.t differs; values of each column stand in other rows");
    }

    @Test
    void tablesAndColumnsThatComeAndGoAreNamed() throws SQLException {
        assertThat(differences(
                        STAR + "create table star.t (a bigint, b date); create table star.old (a bigint)",
                        STAR + "create table star.t (a bigint, c date); create table star.new (a bigint)"))
                .containsExactly(
                        "star.new was not expected",
                        "star.old is missing",
                        "star.t differs; columns that are missing: b; columns that were not expected: c");
    }

    @Test
    void fingerprintsAreReadAsTheyWereWritten() throws SQLException {
        Map<String, TablePrint> tables = WarehousePrint.of(file("one", TABLE + "(1, 'a', 'b1', 'f')"));
        String text = TablePrint.write(tables);
        assertThat(text).contains("star.t 1 rows ").contains("    _batch_id VARCHAR hidden\n");
        assertThat(TablePrint.read(text.lines().toList())).isEqualTo(tables);
    }

    private List<String> differences(String before, String after) throws SQLException {
        List<String> differences = new ArrayList<>();
        CompareWarehouses.compare(file("before", before), file("after", after), differences);
        return differences;
    }

    private Path file(String name, String sql) throws SQLException {
        Path file = directory.resolve(name + "-" + files++ + ".duckdb");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file)) {
            duck.createStatement().execute(sql);
        }
        return file;
    }
}
