package dev.starbeam.warehouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.model.Materialization;
import dev.starbeam.warehouse.Contents;
import dev.starbeam.warehouse.HistoryBatch;
import dev.starbeam.warehouse.IncompatibleTableException;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.StarFixture;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.Warehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dimension that is declared with another {@code scd} than it was published with, and a fact that refers to it. */
public abstract class DimensionTypeContract {
    private static final long DAY = HistoryBatch.DAY;
    private static final String PEOPLE =
            "select person_key, id, value from star.dim_people where person_key > 0 order by 1";
    private static final String VISITS = "select v.visit_id, p.id, p.value from star.fact_visits v"
            + " join star.dim_people p using (person_key) order by 1";

    @TempDir
    protected Path directory;

    private StarFixture star;

    /** Opens the warehouse, which keeps its contents between two calls. */
    protected abstract Warehouse open();

    /** A connection to look at the contents; to be closed. */
    protected abstract Connection look() throws SQLException;

    @BeforeEach
    void begin() {
        star = StarFixture.plain(directory.resolve("staging"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void membersBecomeVersionsThatFactsReferTo(int before) throws Exception {
        publish("b1", before, List.of("1|A|7|0", "2|B|7|0"), List.of("v1|A|" + DAY + "|1", "v2|B|" + DAY + "|2"));
        publish("b2", 2, List.of("100|1|A|8|0|80", "105|1|A|9|" + 5 * DAY + "|90"), List.of("v3|A|" + 6 * DAY + "|1"));
        assertThat(rows(PEOPLE)).containsExactly(row("2", "B", "7"), row("100", "A", "8"), row("105", "A", "9"));
        assertThat(rows(VISITS)).containsExactly(row("v1", "A", "8"), row("v2", "B", "7"), row("v3", "A", "9"));
        assertThat(changes(2)).isEmpty();
    }

    @Test
    void factsFindMembersThatNoBatchHasObservedSince() throws Exception {
        publish("b1", 1, List.of("1|A|7|0"), List.of("v1|A|" + DAY + "|1"));
        publish("b2", 2, List.of(), List.of("v2|A|" + 2 * DAY + "|1", "v3|Z|" + DAY + "|9"));
        assertThat(rows(VISITS)).containsExactly(row("v1", "A", "7"), row("v2", "A", "7"), row("v3", "null", "null"));
    }

    @Test
    void typesWithoutHistoryMayBeExchanged() throws Exception {
        publish("b1", 1, List.of("1|A|7|" + 2 * DAY), List.of("v1|A|" + DAY + "|1"));
        publish("b2", 0, List.of("1|A|6|" + DAY), List.of());
        assertThat(rows(PEOPLE)).containsExactly(row("1", "A", "6"));
        publish("b3", 1, List.of("1|A|9|" + 3 * DAY), List.of());
        assertThat(rows(VISITS)).containsExactly(row("v1", "A", "9"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aHistoryIsNotMergedAway(int after) throws Exception {
        publish("b1", 2, versions(), List.of("v1|A|" + DAY + "|1"));
        Map<String, List<List<String>>> before = contents();
        String message = "star.dim_people is published with scd: 2 and holds every version of its members; it is now"
                + " declared with scd: " + after;
        assertThatThrownBy(() -> requireMergeable(after))
                .isInstanceOf(IncompatibleTableException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("--full-refresh");
        assertThatThrownBy(() -> publish("b2", after, List.of("1|A|9|" + 9 * DAY), List.of()))
                .isInstanceOf(IncompatibleTableException.class)
                .hasMessageContaining(message);
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aRebuildLeavesNothingOfAHistory(int after) throws Exception {
        publish("b1", 2, versions(), List.of("v1|A|" + DAY + "|1"));
        publish("b2", after, List.of("1|A|9|" + 5 * DAY), List.of("v1|A|" + DAY + "|1"), true);
        assertThat(rows(PEOPLE)).containsExactly(row("1", "A", "9"));
        assertThat(rows(VISITS)).containsExactly(row("v1", "A", "9"));
        assertThat(rows("select count(*) from star_data.dim_people_history")).containsExactly(row("0"));
        assertThat(changes(after)).isEmpty();
        requireMergeable(after);

        publish("b3", after, List.of("2|B|1|0"), List.of());
        publish("b4", 2, List.of("200|2|B|3|" + DAY + "|30"), List.of("v2|B|0|2"));
        assertThat(rows(PEOPLE)).containsExactly(row("1", "A", "9"), row("200", "B", "3"));
        assertThat(rows(VISITS)).containsExactly(row("v1", "A", "9"), row("v2", "B", "3"));
    }

    private static List<String> versions() {
        return List.of("100|1|A|8|0|80", "105|1|A|9|" + 5 * DAY + "|90");
    }

    private static TableSpec people(int scd) {
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(ColumnSpec.natural("person_key", ""));
        if (scd == 2) {
            columns.add(ColumnSpec.natural("person_durable_key", ""));
        }
        columns.add(ColumnSpec.optional("id", ColumnType.TEXT, ""));
        columns.add(ColumnSpec.optional("value", ColumnType.BIGINT, ""));
        columns.add(ColumnSpec.optional("version", ColumnType.TIMESTAMP, ""));
        if (scd == 2) {
            columns.add(ColumnSpec.optional("valid_from", ColumnType.TIMESTAMP, ""));
            columns.add(ColumnSpec.optional("valid_to", ColumnType.TIMESTAMP, ""));
            columns.add(ColumnSpec.optional("is_current", ColumnType.BOOLEAN, ""));
            columns.add(ColumnSpec.optional("row_hash", ColumnType.BIGINT, ""));
        }
        Merging merging = switch (scd) {
            case 0 -> new Merging.ScdType0("version");
            case 1 -> new Merging.ScdType1("version");
            default -> new Merging.ScdType2(List.of("id"), "version", "person_durable_key");
        };
        List<String> key = scd == 2 ? List.of("id", "valid_from") : List.of("id");
        return new TableSpec(
                "star", "dim_people", columns, key, "person_key", null, merging, Materialization.TABLE, "");
    }

    private static TableSpec visits(TableSpec people, int scd) {
        MemberReference reference = new MemberReference(
                "person_key", List.of("id"), scd == 2 ? "visited_at" : null, people, List.of("id"), "person_key");
        return new TableSpec(
                "star",
                "fact_visits",
                List.of(
                        ColumnSpec.optional("visit_id", ColumnType.TEXT, ""),
                        ColumnSpec.optional("id", ColumnType.TEXT, ""),
                        ColumnSpec.optional("visited_at", ColumnType.TIMESTAMP, ""),
                        ColumnSpec.reference("person_key", people, ""),
                        ColumnSpec.required("_batch_id", ColumnType.TEXT, "")),
                List.of("visit_id"),
                null,
                "_batch_id",
                new Merging.Facts(null, false, List.of(reference)),
                Materialization.TABLE,
                "");
    }

    private void publish(String batchId, int scd, List<String> people, List<String> visits) throws Exception {
        publish(batchId, scd, people, visits, false);
    }

    private void publish(String batchId, int scd, List<String> people, List<String> visits, boolean rebuild)
            throws Exception {
        TableSpec dimension = people(scd);
        PublishRequest request = star.request(
                batchId, List.of(staged(dimension, batchId, people), staged(visits(dimension, scd), batchId, visits)));
        try (Warehouse warehouse = open()) {
            warehouse.publish(
                    new PublishRequest(request.run(), request.tables(), List.of(), List.of(), List.of(), rebuild));
        }
    }

    private TableLoad staged(TableSpec table, String batchId, List<String> lines) throws Exception {
        return lines.isEmpty() ? TableLoad.of(table, List.of(), 0) : star.stage(table, batchId, lines);
    }

    private List<String> changes(int scd) {
        TableSpec people = people(scd);
        try (Warehouse warehouse = open()) {
            return warehouse.changes(CompanionTables.with(List.of(people, visits(people, scd))));
        }
    }

    private void requireMergeable(int scd) {
        try (Warehouse warehouse = open()) {
            warehouse.requireMergeable(List.of(people(scd)));
        }
    }

    private Map<String, List<List<String>>> contents() throws SQLException {
        try (Connection duck = look()) {
            return Contents.of(duck);
        }
    }

    private List<List<String>> rows(String sql) throws Exception {
        try (Connection duck = look()) {
            return Contents.query(duck, sql);
        }
    }

    private static List<String> row(String... cells) {
        return List.of(cells);
    }
}
