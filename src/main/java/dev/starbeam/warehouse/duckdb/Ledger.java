package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.WarehouseException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which batches are published: {@code quality.loads} and {@code quality.load_tables}. */
final class Ledger {
    private final Session session;

    Ledger(Session session) {
        this.session = session;
    }

    /**
     * What was done for the batch, if it is published.
     *
     * @throws WarehouseException when the id belongs to another pipeline or declaration
     */
    Optional<PublishReceipt> find(RunRecord run) throws SQLException {
        if (!exists()) {
            return Optional.empty();
        }
        List<List<@Nullable Object>> found = session.query(
                "select pipeline, fingerprint, published_at from quality.loads where batch_id = ?", run.batchId());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        requireSame(run, found.get(0));
        return Optional.of(new PublishReceipt(Outcome.ALREADY_PUBLISHED, tables(run.batchId())));
    }

    void add(RunRecord run, List<TableReceipt> tables, LocalDateTime now) throws SQLException {
        session.update(
                "insert into quality.loads (batch_id, pipeline, fingerprint, published_at) values (?, ?, ?, ?)",
                run.batchId(),
                run.pipeline(),
                run.fingerprint(),
                now);
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (TableReceipt table : tables) {
            rows.add(new Object[] {
                run.batchId(), (long) rows.size(), table.table(), table.inserted(), table.updated(), table.unchanged()
            });
        }
        session.updateEach(
                "insert into quality.load_tables (batch_id, position, table_name, rows_inserted, rows_updated,"
                        + " rows_unchanged) values (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** @throws WarehouseException when the batch isn't published */
    boolean martsAreBuilt(String batchId) throws SQLException {
        List<List<@Nullable Object>> found = exists()
                ? session.query("select marts_built_at from quality.loads where batch_id = ?", batchId)
                : List.of();
        if (found.isEmpty()) {
            throw new WarehouseException(
                    "batch " + batchId + " is not published, so there is nothing to build marts of");
        }
        return found.get(0).get(0) != null;
    }

    /** Marts built now hold every published batch. */
    void noteMartsBuilt(LocalDateTime now) throws SQLException {
        session.update("update quality.loads set marts_built_at = ? where marts_built_at is null", now);
    }

    private boolean exists() throws SQLException {
        return session.number("select count(*) from duckdb_tables() where database_name = current_database()"
                        + " and schema_name = 'quality' and table_name in ('loads', 'load_tables')")
                == 2;
    }

    private List<TableReceipt> tables(String batchId) throws SQLException {
        return session
                .query(
                        "select table_name, rows_inserted, rows_updated, rows_unchanged from quality.load_tables"
                                + " where batch_id = ? order by position",
                        batchId)
                .stream()
                .map(row -> new TableReceipt(
                        String.valueOf(row.get(0)), (Long) row.get(1), (Long) row.get(2), (Long) row.get(3)))
                .toList();
    }

    private static void requireSame(RunRecord run, List<@Nullable Object> found) {
        if (!run.pipeline().equals(found.get(0)) || !run.fingerprint().equals(found.get(1))) {
            throw new WarehouseException("batch id " + run.batchId() + " was published on " + found.get(2)
                    + " by pipeline " + found.get(0)
                    + (run.pipeline().equals(found.get(0)) ? " as it was declared then" : "")
                    + "; run with another --batchId to publish this one");
        }
    }
}
