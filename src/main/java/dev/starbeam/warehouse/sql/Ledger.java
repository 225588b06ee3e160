package dev.starbeam.warehouse.sql;

import dev.starbeam.model.MartModel;
import dev.starbeam.model.PipelineModel;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.RangesCommittedException;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which batches are published: {@code quality.loads} and {@code quality.load_tables}. */
public final class Ledger {
    private static final List<String> LOAD = List.of("batch_id", "pipeline", "fingerprint", "published_at", "rebuilt");
    private static final List<String> COUNTS = List.of("table_name", "rows_inserted", "rows_updated", "rows_unchanged");
    private static final List<String> GONE = List.of("rows_withdrawn", "rows_staying");

    private final SqlSession session;
    private final SqlDialect sql;
    private final String loads;
    private final String loadTables;
    private final String ofBatch;

    public Ledger(SqlSession session, SqlDialect dialect) {
        this.session = session;
        this.sql = dialect;
        this.loads = dialect.stored(QualityTables.LOADS);
        this.loadTables = dialect.stored(QualityTables.LOAD_TABLES);
        this.ofBatch = " where " + dialect.identifier("batch_id") + " = ?";
    }

    /**
     * What was done for the batch, if it is published.
     *
     * @throws WarehouseException when the id belongs to another pipeline or declaration
     */
    public Optional<PublishReceipt> find(RunRecord run) throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        List<List<@Nullable Object>> found = session.query(
                "select " + sql.identifiers(LOAD.subList(0, 4)) + " from " + loads + ofBatch, run.batchId());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        requireSame(run, found.get(0));
        return Optional.of(new PublishReceipt(Outcome.ALREADY_PUBLISHED, tables(run.batchId())));
    }

    /** Whether the batch is published, whatever it was declared as. */
    public boolean knows(String batchId) throws SQLException {
        return exists() && session.number("select count(*) from " + loads + ofBatch, batchId) > 0;
    }

    /** Notes that the batch is published, and what that did. */
    public void add(PublishRequest request, List<TableReceipt> tables, LocalDateTime now) throws SQLException {
        RunRecord run = request.run();
        session.update(
                insert(loads, LOAD),
                run.batchId(),
                run.pipeline(),
                run.fingerprint(),
                afterAll(now),
                request.rebuild() ? Boolean.TRUE : null);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TableReceipt table : tables) {
            rows.add(new Object[] {
                run.batchId(),
                (long) rows.size(),
                table.table(),
                table.inserted(),
                table.updated(),
                table.unchanged(),
                table.withdrawn(),
                table.staying()
            });
        }
        List<String> columns = new ArrayList<>(List.of("batch_id", "position"));
        columns.addAll(COUNTS);
        columns.addAll(GONE);
        session.updateEach(insert(loadTables, columns), rows);
    }

    /** The newest row is the present state, even where a clock was put back. */
    private LocalDateTime afterAll(LocalDateTime now) throws SQLException {
        Object last = session.query("select max(" + sql.identifier("published_at") + ") from " + loads)
                .get(0)
                .get(0);
        LocalDateTime before = last instanceof Timestamp time
                ? time.toLocalDateTime()
                : last instanceof LocalDateTime time ? time : LocalDateTime.MIN;
        return now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
    }

    private String insert(String table, List<String> columns) {
        return "insert into " + table + " (" + sql.identifiers(columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /**
     * Whether marts hold a batch and are those of {@code fingerprint}, as {@link MartModel#fingerprint} says it.
     *
     * @throws WarehouseException when the batch isn't published
     */
    public boolean martsAreBuilt(String batchId, String fingerprint) throws SQLException {
        List<List<@Nullable Object>> found = exists()
                ? session.query("select " + sql.identifier("marts_built_at") + " from " + loads + ofBatch, batchId)
                : List.of();
        if (found.isEmpty()) {
            throw new WarehouseException(
                    "batch " + batchId + " is not published, so there is nothing to build marts of");
        }
        return found.get(0).get(0) != null
                && (!hasColumn(QualityTables.LOADS, "marts")
                        || session.number(
                                        "select count(*) from " + loads + ofBatch + " and " + sql.identifier("marts")
                                                + " = ?",
                                        batchId,
                                        fingerprint)
                                == 1);
    }

    /** How many batches of a published batch's pipeline there are. It only ever grows. */
    public long batchesBeside(String batchId) throws SQLException {
        return session.number("select count(*) from " + loads + ofItsPipeline(), batchId);
    }

    /** The batches of a published batch's pipeline whose marts are not built: what marts built from now on will hold. */
    public List<String> batchesWithoutMarts(String batchId) throws SQLException {
        return session
                .query(
                        "select " + sql.identifier("batch_id") + " from " + loads + ofItsPipeline() + " and "
                                + sql.identifier("marts_built_at") + " is null order by 1",
                        batchId)
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private String ofItsPipeline() {
        String pipeline = sql.identifier("pipeline");
        return " where " + pipeline + " = (select " + pipeline + " from " + loads + ofBatch + ")";
    }

    /**
     * Notes that the marts hold these batches, and by which declaration they were built.
     *
     * @param batchId one of the pipeline's
     */
    public void noteMartsBuilt(String batchId, List<String> batches, String fingerprint, LocalDateTime now)
            throws SQLException {
        if (!batches.isEmpty()) {
            List<@Nullable Object> values = new ArrayList<>(List.of(now));
            values.addAll(batches);
            session.update(
                    "update " + loads + " set " + sql.identifier("marts_built_at") + " = ? where "
                            + sql.identifier("batch_id") + " in ("
                            + String.join(", ", Collections.nCopies(batches.size(), "?")) + ") and "
                            + sql.identifier("marts_built_at") + " is null",
                    values.toArray());
        }
        if (hasColumn(QualityTables.LOADS, "marts")) {
            session.update(
                    "update " + loads + " set " + sql.identifier("marts") + " = ?" + ofItsPipeline(),
                    fingerprint,
                    batchId);
        }
    }

    /** The present state of a pipeline, whose files are up to date where they were read by this declaration. */
    public PublishedState state(String pipeline, String declaration) throws SQLException {
        return exists()
                ? new LedgerState(session, sql, pipeline, declaration)
                        .read(hasColumn(QualityTables.LOADS, "rebuilt"), hasColumn(QualityTables.LOAD_FILES, "version"))
                : PublishedState.NOTHING;
    }

    private boolean hasColumn(TableSpec table, String column) throws SQLException {
        return session.number(
                        "select count(*) from information_schema.columns where table_catalog = current_database()"
                                + " and table_schema = ? and table_name = ? and column_name = ?",
                        sql.catalogued(table.schema()),
                        sql.catalogued(table.name()),
                        sql.catalogued(column))
                == 1;
    }

    /**
     * To be asked within the publishing transaction.
     *
     * @throws RangesCommittedException when a file that only one batch may read was read by another
     */
    public void requireUnread(PublishRequest request) throws SQLException {
        List<SourceFileRecord> once =
                request.sources().stream().filter(SourceFileRecord::once).toList();
        if (request.rebuild() || once.isEmpty()) {
            return;
        }
        RunRecord run = request.run();
        Set<String> read = state(run.pipeline(), PipelineModel.declaration(run.fingerprint()))
                .upToDate();
        for (SourceFileRecord file : once) {
            if (read.contains(file.identity())) {
                throw new RangesCommittedException(file.file());
            }
        }
    }

    /** The published batches of a pipeline whose marts are not built, the last one last. */
    public List<String> unbuilt(String pipeline) throws SQLException {
        if (!exists()) {
            return List.of();
        }
        String query = "select " + sql.identifier("batch_id") + " from " + loads + " where "
                + sql.identifier("pipeline") + " = ? and " + sql.identifier("marts_built_at") + " is null order by "
                + sql.identifier("published_at") + ", 1";
        return session.query(query, pipeline).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }

    private boolean exists() throws SQLException {
        return session.number(
                        "select count(*) from information_schema.tables where table_catalog = current_database()"
                                + " and table_schema = ? and table_name in (?, ?)",
                        sql.catalogued(QualityTables.SCHEMA),
                        sql.catalogued(QualityTables.LOADS.name()),
                        sql.catalogued(QualityTables.LOAD_TABLES.name()))
                == 2;
    }

    private List<TableReceipt> tables(String batchId) throws SQLException {
        String gone = hasColumn(QualityTables.LOAD_TABLES, GONE.get(0)) ? sql.identifiers(GONE) : "0, 0";
        return session
                .query(
                        "select " + sql.identifiers(COUNTS) + ", " + gone + " from " + loadTables + ofBatch
                                + " order by " + sql.identifier("position"),
                        batchId)
                .stream()
                .map(row -> new TableReceipt(
                        String.valueOf(row.get(0)),
                        SqlSession.asLong(row.get(1)),
                        SqlSession.asLong(row.get(2)),
                        SqlSession.asLong(row.get(3)),
                        orZero(row.get(4)),
                        orZero(row.get(5))))
                .toList();
    }

    private static long orZero(@Nullable Object value) {
        return value == null ? 0 : SqlSession.asLong(value);
    }

    private static void requireSame(RunRecord run, List<@Nullable Object> found) {
        boolean isSamePipeline = run.pipeline().equals(found.get(1));
        if (!isSamePipeline
                || !PipelineModel.declaration(run.fingerprint())
                        .equals(PipelineModel.declaration(String.valueOf(found.get(2))))) {
            throw new WarehouseException("batch id " + run.batchId() + " was published on " + found.get(3)
                    + " by pipeline " + found.get(1) + (isSamePipeline ? " as it was declared then" : "")
                    + "; run with another --batchId to publish this one");
        }
    }
}
