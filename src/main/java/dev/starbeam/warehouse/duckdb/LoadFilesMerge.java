package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.HistorySql;
import dev.starbeam.warehouse.sql.KeyProof;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.TableMerge;
import dev.starbeam.warehouse.table.Merging;
import java.sql.SQLException;

/** Proves the staged rows of one table and merges them into the published ones, straight from the files. */
final class LoadFilesMerge {
    private final SqlSession session;
    private final TableLoad staged;
    private final String batchId;

    LoadFilesMerge(SqlSession session, TableLoad staged, String batchId) {
        this.session = session;
        this.staged = staged;
        this.batchId = batchId;
    }

    TableReceipt run() throws SQLException {
        String rows = staged.files().isEmpty() ? "" : DuckDbSql.rowsOf(staged.files());
        if (rows.isEmpty()) {
            requireRows(0);
        } else {
            requireRows(session.number("select count(*) from " + rows));
            KeyProof proof = new KeyProof(session, DuckDbWarehouse.DIALECT, staged, rows);
            proof.requireUnique();
            proof.requireNoCollision();
        }
        return staged.table().merging() instanceof Merging.ScdType2 history && !rows.isEmpty()
                ? mergeHistory(history, rows)
                : new TableMerge(session, DuckDbWarehouse.DIALECT, staged, rows, "", batchId).run();
    }

    private TableReceipt mergeHistory(Merging.ScdType2 history, String rows) throws SQLException {
        HistorySql sql = new HistorySql(DuckDbWarehouse.DIALECT, staged.table(), history);
        String changes = "temp." + DuckDbSql.name(staged.table().name() + "_changes");
        session.execute("create temp table " + changes + " (" + sql.changeColumns() + ")");
        TableReceipt receipt = new TableMerge(session, DuckDbWarehouse.DIALECT, staged, rows, changes, batchId).run();
        session.execute("drop table " + changes);
        return receipt;
    }

    private void requireRows(long found) {
        if (found != staged.rows()) {
            throw staged.incomplete(found, staged.files().size());
        }
    }
}
