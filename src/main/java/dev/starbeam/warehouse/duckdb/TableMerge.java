package dev.starbeam.warehouse.duckdb;

import static dev.starbeam.warehouse.duckdb.DuckDbSql.rowsOf;

import dev.starbeam.warehouse.Merging;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.StagedTable;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.UnknownMember;
import java.sql.SQLException;

/** Audits the staged rows of one table and merges them into the published ones, straight from the files. */
final class TableMerge {
    private final SqlSession session;
    private final StagedTable staged;
    private final TableSpec table;
    private final String batchId;

    TableMerge(SqlSession session, StagedTable staged, String batchId) {
        this.session = session;
        this.staged = staged;
        this.table = staged.table();
        this.batchId = batchId;
    }

    TableReceipt run() throws SQLException {
        RowMerge.Counts counts = new RowMerge.Counts(0, 0);
        if (staged.files().isEmpty()) {
            requireRows(0);
        } else {
            requireRows(session.number("select count(*) from " + rowsOf(staged.files())));
            KeyAudit audit = new KeyAudit(session, staged);
            audit.requireUnique();
            audit.requireNoCollision();
            counts = merge(rowsOf(staged.files()));
        }
        addUnknownMember();
        return new TableReceipt(
                table.qualifiedName(),
                counts.inserted(),
                counts.replaced(),
                staged.rows() - counts.inserted() - counts.replaced());
    }

    private RowMerge.Counts merge(String rows) throws SQLException {
        if (table.merging() instanceof Merging.History history) {
            return new HistoryMerge(session, table, history, rows, batchId).run();
        }
        return table.merging() instanceof Merging.Facts facts
                ? new FactMerge(session, table, facts, rows, batchId).run()
                : new RowMerge(session, table, rows, batchId).run();
    }

    private void addUnknownMember() throws SQLException {
        String key = table.surrogateKey();
        if (key != null) {
            session.update(UnknownMember.add(DuckDbWarehouse.DIALECT, table, key));
        }
    }

    private void requireRows(long found) {
        if (found != staged.rows()) {
            throw new WarehouseException(staged.rows() + " rows were staged for " + table.qualifiedName() + ", but "
                    + found + " were found in " + staged.files().size()
                    + " files. Nothing was published; run the batch again to stage them anew");
        }
    }
}
