package dev.starbeam.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.HistoryBatch;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.HistoryStar;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dimension with history, batch by batch. */
class HistoryTableTest {
    private static final TableSpec PEOPLE = HistoryStar.DIMENSIONS.get(2);
    private static final String VERSIONS = "select t2_key, t2_durable_key, id, value, valid_from::varchar,"
            + " valid_to::varchar, is_current from star.dim_t2 where t2_key > 0 order by id, valid_from";
    private static final String EVER = "0001-01-01 00:00:00";
    private static final String NEVER = "9999-12-31 00:00:00";
    private static final String SECOND = "1970-01-02 00:00:00";
    private static final String THIRD = "1970-01-03 00:00:00";
    private static final long DAY = HistoryBatch.DAY;

    @TempDir
    Path directory;

    private Path file;
    private StarFixture star;

    @BeforeEach
    void begin() {
        file = directory.resolve("warehouse.duckdb");
        star = new StarFixture(directory.resolve("staging"));
    }

    @Test
    void anEarlierChangeSplitsAVersion() throws Exception {
        publish("b1", PEOPLE, "100|1|A|7|0|70", "102|1|A|9|" + 2 * DAY + "|90", "200|2|B|7|0|70");
        TableReceipt receipt = publish("b2", PEOPLE, "100|1|A|7|0|70", "101|1|A|8|" + DAY + "|80");
        assertThat(receipt).isEqualTo(new TableReceipt("star.dim_t2", 1, 0, 1));
        assertThat(rows(VERSIONS))
                .containsExactly(
                        List.of("100", "1", "A", "7", EVER, SECOND, "false"),
                        List.of("101", "1", "A", "8", SECOND, THIRD, "false"),
                        List.of("102", "1", "A", "9", THIRD, NEVER, "true"),
                        List.of("200", "2", "B", "7", EVER, NEVER, "true"));
        assertThat(publish("b3", PEOPLE, "100|1|A|7|0|70")).isEqualTo(new TableReceipt("star.dim_t2", 0, 0, 1));
    }

    @Test
    void aVersionThatSaysNothingNewGoesWhenAnEarlierOneTakesItsPlace() throws Exception {
        publish("b1", PEOPLE, "102|1|A|9|" + 2 * DAY + "|90");
        publish("b2", PEOPLE, "101|1|A|9|" + DAY + "|90");
        assertThat(rows(VERSIONS)).containsExactly(List.of("101", "1", "A", "9", EVER, NEVER, "true"));
        assertThat(rows("select count(*) from star_data.dim_t2_history")).containsExactly(List.of("2"));
    }

    @Test
    void membersOfADimensionWithoutHistoryWereAlwaysValidUntilTheyAreObserved() throws Exception {
        TableSpec before = HistoryStar.DIMENSIONS.get(1);
        TableSpec named = new TableSpec(
                PEOPLE.schema(),
                PEOPLE.name(),
                List.of(PEOPLE.column("t2_key"), PEOPLE.column("id"), PEOPLE.column("value"), PEOPLE.column("version")),
                before.key(),
                "t2_key",
                null,
                before.merging(),
                PEOPLE.materialized(),
                "");
        publish("b1", named, "1|A|7|0", "2|B|7|0");
        publish("b2", PEOPLE, "101|1|A|8|" + DAY + "|80");
        assertThat(rows(VERSIONS))
                .containsExactly(
                        List.of("101", "1", "A", "8", EVER, NEVER, "true"),
                        List.of("2", "2", "B", "7", EVER, NEVER, "true"));
        assertThat(rows("select t2_durable_key, is_current from star.dim_t2 where t2_key = 0"))
                .containsExactly(List.of("0", "true"));
    }

    @Test
    void aChangeBetweenValuesOfOneHashIsAVersion() throws Exception {
        publish("b1", PEOPLE, "100|1|A|7|0|70", "101|1|A|8|" + DAY + "|70", "102|1|A|-|" + 2 * DAY + "|70");
        assertThat(rows(VERSIONS))
                .containsExactly(
                        List.of("100", "1", "A", "7", EVER, SECOND, "false"),
                        List.of("101", "1", "A", "8", SECOND, THIRD, "false"),
                        List.of("102", "1", "A", "null", THIRD, NEVER, "true"));
    }

    @Test
    void ofTwoObservationsAtOneTimeTheLaterStays() throws Exception {
        publish("b1", PEOPLE, "100|1|A|7|0|90");
        publish("b2", PEOPLE, "100|1|A|8|0|10");
        assertThat(rows(VERSIONS)).containsExactly(List.of("100", "1", "A", "8", EVER, NEVER, "true"));
    }

    @Test
    void observationsThatShareATimeOrAKeyAreRefused() throws Exception {
        assertThatThrownBy(() -> publish("b1", PEOPLE, "100|1|A|7|0|70", "101|1|A|8|0|80"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("share the key [id, version]");
        publish("b2", PEOPLE, "100|1|A|7|0|70");
        assertThatThrownBy(() -> publish("b3", PEOPLE, "100|1|A|7|" + DAY + "|70"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("different members of star.dim_t2 have the same t2_key");
    }

    private TableReceipt publish(String batchId, TableSpec table, String... lines) throws Exception {
        TableLoad staged = star.stage(table, batchId, List.of(lines));
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(file)) {
            return warehouse
                    .publish(star.request(batchId, List.of(staged)))
                    .tables()
                    .get(0);
        }
    }

    private List<List<String>> rows(String sql) throws Exception {
        return Contents.query(file, sql);
    }
}
