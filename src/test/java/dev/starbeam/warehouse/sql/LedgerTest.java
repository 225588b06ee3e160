package dev.starbeam.warehouse.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starbeam.batch.ColumnType;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.RangesCommittedException;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger says of batches, by itself: which are in, what the present state is, and which marts hold them. */
class LedgerTest {
    private static final String OURS = "a".repeat(64);
    private static final String CHANGED = "b".repeat(64);
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 2, 12, 0);

    private Connection duck;
    private SqlSession session;
    private Ledger ledger;

    @BeforeEach
    void open() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        session = new SqlSession(duck, sql -> {});
        ledger = new Ledger(session, new QuotedNames());
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    private void create(TableSpec... tables) throws SQLException {
        session.execute("create schema if not exists quality");
        for (TableSpec table : tables) {
            session.execute("create table quality." + table.name() + " ("
                    + table.columns().stream().map(LedgerTest::column).collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private static String column(ColumnSpec column) {
        String type = column.type().equals(ColumnType.TEXT)
                ? "varchar"
                : column.type().toString();
        return "\"" + column.name() + "\" " + type;
    }

    private void createAll() throws SQLException {
        create(QualityTables.LOADS, QualityTables.LOAD_TABLES, QualityTables.LOAD_FILES);
    }

    private static PublishRequest request(
            String pipeline, String batch, String fingerprint, boolean rebuild, SourceFileRecord... files) {
        RunRecord run = new RunRecord(pipeline, batch, fingerprint, Instant.EPOCH, "passed", 0, 0, 0, 0, 0, "1");
        return new PublishRequest(run, List.of(), List.of(), List.of(files), List.of(), rebuild);
    }

    private static PublishRequest request(String batch, SourceFileRecord... files) {
        return request("shop", batch, OURS, false, files);
    }

    private static SourceFileRecord file(String name, @Nullable String version) {
        return new SourceFileRecord("orders", name, 7, version, null, false);
    }

    /** As publishing does, which notes the files beside the batch. */
    private void publish(PublishRequest request, LocalDateTime at) throws SQLException {
        ledger.add(
                request, List.of(new TableReceipt("star.f", 1, 2, 3, 7, 8), new TableReceipt("star.d", 4, 5, 6)), at);
        for (SourceFileRecord file : request.sources()) {
            session.update(
                    "insert into quality.load_files (batch_id, source, file, bytes, version) values (?, ?, ?, ?, ?)",
                    request.run().batchId(),
                    file.source(),
                    file.file(),
                    file.bytes(),
                    file.version());
        }
    }

    @Test
    void withoutALedgerNothingIsPublished() throws SQLException {
        for (int step = 0; step < 2; step++) {
            assertThat(ledger.find(request("one").run())).isEmpty();
            assertThat(ledger.knows("one")).isFalse();
            assertThat(ledger.state("shop", OURS)).isEqualTo(PublishedState.NOTHING);
            assertThat(ledger.unbuilt("shop")).isEmpty();
            assertThatThrownBy(() -> ledger.martsAreBuilt("one", "m"))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessage("batch one is not published, so there is nothing to build marts of");
            if (step == 0) {
                create(QualityTables.LOADS);
            }
        }
    }

    @Test
    void aBatchIsFoundWithWhatItDid() throws SQLException {
        createAll();
        assertThat(ledger.find(request("one").run())).isEmpty();
        assertThat(ledger.state("shop", OURS)).isEqualTo(PublishedState.NOTHING);
        publish(request("one"), NOON);

        assertThat(ledger.knows("one")).isTrue();
        assertThat(ledger.knows("two")).isFalse();
        assertThat(ledger.find(request("two").run())).isEmpty();
        assertThat(ledger.find(request("one").run()))
                .hasValue(new PublishReceipt(
                        PublishReceipt.Outcome.ALREADY_PUBLISHED,
                        List.of(new TableReceipt("star.f", 1, 2, 3, 7, 8), new TableReceipt("star.d", 4, 5, 6))));
    }

    @Test
    void anIdThatIsTakenIsRefused() throws SQLException {
        createAll();
        publish(request("one"), NOON);

        assertThatThrownBy(
                        () -> ledger.find(request("other", "one", OURS, false).run()))
                .isInstanceOf(WarehouseException.class)
                .hasMessage("batch id one was published on 2026-01-02 12:00:00.0 by pipeline shop; run with another"
                        + " --batchId to publish this one");
        assertThatThrownBy(
                        () -> ledger.find(request("shop", "one", CHANGED, false).run()))
                .hasMessageContaining("by pipeline shop as it was declared then; run with another");
        assertThat(ledger.find(request("shop", "one", OURS.substring(0, 32) + "other marts", false)
                        .run()))
                .as("what makes rows is the same")
                .isPresent();
    }

    @Test
    void theNewestBatchIsTheLastOneThoughTheClockWasPutBack() throws SQLException {
        createAll();
        publish(request("late"), NOON);
        publish(request("early"), NOON.minusDays(1));
        publish(request("same"), NOON);
        publish(request("later"), NOON.plusDays(1));

        assertThat(session.query("select batch_id, published_at::varchar from quality.loads order by 2"))
                .containsExactly(
                        List.of("late", "2026-01-02 12:00:00"),
                        List.of("early", "2026-01-02 12:00:00.000001"),
                        List.of("same", "2026-01-02 12:00:00.000002"),
                        List.of("later", "2026-01-03 12:00:00"));
        assertThat(ledger.state("shop", OURS).batchId()).isEqualTo("later");
        assertThat(ledger.unbuilt("shop")).containsExactly("late", "early", "same", "later");
    }

    @Test
    void theStateIsTheNewestEntryOfEachFile() throws SQLException {
        createAll();
        publish(request("one", file("a", "1"), file("b", "1"), file("part", null)), NOON);
        publish(request("shop", "two", CHANGED, false, file("a", "2")), NOON.plusHours(1));
        publish(request("other", "elsewhere", OURS, false, file("a", "9")), NOON.plusHours(2));

        PublishedState state = ledger.state("shop", OURS.substring(0, 32));
        assertThat(state.batchId()).isEqualTo("two");
        assertThat(state.declaration()).isEqualTo(CHANGED.substring(0, 32));
        assertThat(state.files()).containsExactly("orders\na\n2");
        assertThat(state.upToDate()).containsExactly("orders\nb\n1");
        assertThat(state.outdated()).containsExactly("orders\na\n2");
        assertThat(state.batches()).containsExactlyInAnyOrder("one", "two");

        publish(request("three", file("part", null), file("b", null)), NOON.plusHours(3));
        PublishedState parts = ledger.state("shop", OURS.substring(0, 32));
        assertThat(parts.files()).containsExactlyInAnyOrder("orders\npart\nnull", "orders\nb\nnull");
        assertThat(parts.upToDate()).as("a part leaves a file as it was").containsExactly("orders\nb\n1");
    }

    @Test
    void aRebuildLeavesNothingOfWhatWasBefore() throws SQLException {
        createAll();
        publish(request("one", file("a", "1"), file("b", "1")), NOON);
        publish(request("shop", "two", OURS, true, file("b", "2")), NOON.plusHours(1));

        PublishedState state = ledger.state("shop", OURS.substring(0, 32));
        assertThat(state.upToDate()).containsExactly("orders\nb\n2");
        assertThat(state.outdated()).isEmpty();
    }

    @Test
    void whatOneBatchMayReadIsReadByOne() throws SQLException {
        createAll();
        publish(request("one", file("a", "1")), NOON);
        SourceFileRecord again = new SourceFileRecord("orders", "a", 7, "1", null, true);
        SourceFileRecord corrected = new SourceFileRecord("orders", "a", 7, "2", null, true);

        assertThatThrownBy(() -> ledger.requireUnread(request("two", corrected, again)))
                .isInstanceOf(RangesCommittedException.class)
                .hasMessageContaining("a");
        assertThatCode(() -> ledger.requireUnread(request("two", corrected, file("a", "1"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> ledger.requireUnread(request("shop", "two", OURS, true, again)))
                .as("a rebuild reads everything")
                .doesNotThrowAnyException();
        assertThatCode(() -> ledger.requireUnread(request("shop", "two", CHANGED, false, again)))
                .as("read by another declaration")
                .doesNotThrowAnyException();
    }

    @Test
    void martsAreBuiltOfBatchesByADeclaration() throws SQLException {
        createAll();
        publish(request("one"), NOON);
        publish(request("two"), NOON.plusHours(1));
        publish(request("other", "elsewhere", OURS, false), NOON.plusHours(2));
        assertThat(ledger.batchesBeside("one")).isEqualTo(2);
        assertThat(ledger.batchesWithoutMarts("two")).containsExactly("one", "two");
        assertThat(ledger.martsAreBuilt("one", "m1")).isFalse();

        ledger.noteMartsBuilt("one", List.of("one"), "m1", NOON.plusHours(3));
        assertThat(ledger.martsAreBuilt("one", "m1")).isTrue();
        assertThat(ledger.martsAreBuilt("one", "m2")).isFalse();
        assertThat(ledger.martsAreBuilt("two", "m1")).isFalse();
        assertThat(ledger.unbuilt("shop")).containsExactly("two");
        assertThat(ledger.unbuilt("other")).containsExactly("elsewhere");

        ledger.noteMartsBuilt("two", List.of(), "m2", NOON.plusHours(4));
        assertThat(ledger.martsAreBuilt("one", "m2")).isTrue();
        assertThat(ledger.martsAreBuilt("two", "m2")).isFalse();
        ledger.noteMartsBuilt("two", List.of("one", "two"), "m2", NOON.plusHours(5));
        assertThat(session.query("select batch_id, marts_built_at::varchar, marts from quality.loads order by 1"))
                .containsExactly(
                        Arrays.asList("elsewhere", null, null),
                        List.of("one", "2026-01-02 15:00:00", "m2"),
                        List.of("two", "2026-01-02 17:00:00", "m2"));
    }

    /** Columns that later releases have added. */
    @Test
    void aLedgerOfAnEarlierReleaseIsRead() throws SQLException {
        createAll();
        publish(request("one", file("a", "1")), NOON);
        session.execute("alter table quality.load_files drop column version");
        session.execute("alter table quality.loads drop column rebuilt");
        session.execute("alter table quality.loads drop column marts");
        session.execute("alter table quality.load_tables drop column rows_withdrawn");
        session.execute("alter table quality.load_tables drop column rows_staying");

        PublishedState state = ledger.state("shop", OURS.substring(0, 32));
        assertThat(state.batchId()).isEqualTo("one");
        assertThat(state.files()).isEmpty();
        assertThat(ledger.find(request("one").run()).orElseThrow().tables().get(0))
                .isEqualTo(new TableReceipt("star.f", 1, 2, 3));
        ledger.noteMartsBuilt("one", List.of("one"), "m1", NOON);
        assertThat(ledger.martsAreBuilt("one", "whatever")).isTrue();
    }

    /** As DuckDB has names. */
    private record QuotedNames() implements SqlDialect {
        @Override
        public String identifier(String name) {
            return "\"" + name + "\"";
        }

        @Override
        public String catalogued(String name) {
            return name;
        }

        @Override
        public String text(String value) {
            return "'" + value.replace("'", "''") + "'";
        }

        @Override
        public String type(ColumnType type) {
            return type.toString();
        }
    }
}
