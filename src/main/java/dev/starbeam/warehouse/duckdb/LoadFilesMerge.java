package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.KeyProof;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.TableMerge;
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
        return new TableMerge(session, DuckDbWarehouse.DIALECT, staged, rows, batchId).run();
    }

    private void requireRows(long found) {
        if (found != staged.rows()) {
            throw staged.incomplete(found, staged.files().size());
        }
    }
}
