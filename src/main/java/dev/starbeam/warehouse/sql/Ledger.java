package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.QualityTables;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.WarehouseException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

    /** Marts built now hold every published batch. */
    public void noteMartsBuilt(LocalDateTime now) throws SQLException {
        String built = sql.identifier("marts_built_at");
        session.update("update " + loads + " set " + built + " = ? where " + built + " is null", now);
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
        boolean ours = run.pipeline().equals(found.get(1));
        if (!ours || !run.fingerprint().equals(found.get(2))) {
            throw new WarehouseException("batch id " + run.batchId() + " was published on " + found.get(3)
                    + " by pipeline " + found.get(1) + (ours ? " as it was declared then" : "")
                    + "; run with another --batchId to publish this one");
        }
    }
}
