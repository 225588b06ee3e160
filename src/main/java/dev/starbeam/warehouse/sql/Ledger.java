package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.RangesCommittedException;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which batches are published: {@code quality.loads} and {@code quality.load_tables}. */
public final class Ledger {
    private static final List<String> LOAD = List.of("batch_id", "pipeline", "fingerprint", "published_at");
    private static final List<String> COUNTS = List.of("table_name", "rows_inserted", "rows_updated", "rows_unchanged");

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
        List<List<@Nullable Object>> found =
                session.query("select " + sql.identifiers(LOAD) + " from " + loads + ofBatch, run.batchId());
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
    public void add(RunRecord run, List<TableReceipt> tables, LocalDateTime now) throws SQLException {
        session.update(insert(loads, LOAD), run.batchId(), run.pipeline(), run.fingerprint(), now);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TableReceipt table : tables) {
            rows.add(new Object[] {
                run.batchId(), (long) rows.size(), table.table(), table.inserted(), table.updated(), table.unchanged()
            });
        }
        List<String> columns = new ArrayList<>(List.of("batch_id", "position"));
        columns.addAll(COUNTS);
        session.updateEach(insert(loadTables, columns), rows);
    }

    private String insert(String table, List<String> columns) {
        return "insert into " + table + " (" + sql.identifiers(columns) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** @throws WarehouseException when the batch isn't published */
    public boolean martsAreBuilt(String batchId) throws SQLException {
        List<List<@Nullable Object>> found = exists()
                ? session.query("select " + sql.identifier("marts_built_at") + " from " + loads + ofBatch, batchId)
                : List.of();
        if (found.isEmpty()) {
            throw new WarehouseException(
                    "batch " + batchId + " is not published, so there is nothing to build marts of");
        }
        return found.get(0).get(0) != null;
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

    /** Notes that the marts hold these batches. */
    public void noteMartsBuilt(List<String> batches, LocalDateTime now) throws SQLException {
        if (batches.isEmpty()) {
            return;
        }
        List<@Nullable Object> values = new ArrayList<>(List.of(now));
        values.addAll(batches);
        session.update(
                "update " + loads + " set " + sql.identifier("marts_built_at") + " = ? where "
                        + sql.identifier("batch_id") + " in ("
                        + String.join(", ", Collections.nCopies(batches.size(), "?")) + ") and "
                        + sql.identifier("marts_built_at") + " is null",
                values.toArray());
    }

    /**
     * The files that batches of a pipeline have read, each with its content: what {@link SourceFileRecord#identity} says.
     * None when nothing was published yet, or nothing that noted versions.
     */
    public Set<String> filesRead(String pipeline) throws SQLException {
        TableSpec files = QualityTables.LOAD_FILES;
        Set<String> read = new HashSet<>();
        if (!exists() || !hasVersions(files)) {
            return read;
        }
        String query = "select " + sql.identifiers("f", List.of("source", "file", "version")) + " from "
                + sql.stored(files) + " as f join " + loads + " as l on f." + sql.identifier("batch_id") + " = l."
                + sql.identifier("batch_id") + " where l." + sql.identifier("pipeline") + " = ? and f."
                + sql.identifier("version") + " is not null";
        session.query(query, pipeline).forEach(row -> read.add(row.get(0) + "\n" + row.get(1) + "\n" + row.get(2)));
        return read;
    }

    private boolean hasVersions(TableSpec files) throws SQLException {
        return session.number(
                        "select count(*) from information_schema.columns where table_catalog = current_database()"
                                + " and table_schema = ? and table_name = ? and column_name = ?",
                        sql.catalogued(files.schema()),
                        sql.catalogued(files.name()),
                        sql.catalogued("version"))
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
        Set<String> read = filesRead(request.run().pipeline());
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
        return session
                .query(
                        "select " + sql.identifiers(COUNTS) + " from " + loadTables + ofBatch + " order by "
                                + sql.identifier("position"),
                        batchId)
                .stream()
                .map(row -> new TableReceipt(
                        String.valueOf(row.get(0)),
                        SqlSession.asLong(row.get(1)),
                        SqlSession.asLong(row.get(2)),
                        SqlSession.asLong(row.get(3))))
                .toList();
    }

    private static void requireSame(RunRecord run, List<@Nullable Object> found) {
        boolean isSamePipeline = run.pipeline().equals(found.get(1));
        if (!isSamePipeline || !run.fingerprint().equals(found.get(2))) {
            throw new WarehouseException("batch id " + run.batchId() + " was published on " + found.get(3)
                    + " by pipeline " + found.get(1) + (isSamePipeline ? " as it was declared then" : "")
                    + "; run with another --batchId to publish this one");
        }
    }
}
