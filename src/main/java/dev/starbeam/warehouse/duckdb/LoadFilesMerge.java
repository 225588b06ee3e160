package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.merge.HistorySql;
import dev.starbeam.warehouse.sql.merge.KeyProof;
import dev.starbeam.warehouse.sql.merge.TableMerge;
import dev.starbeam.warehouse.table.Merging;
import java.sql.SQLException;
import java.util.Optional;

/** Proves the rows to load of one table and merges them into the published ones, straight from the files. */
final class LoadFilesMerge {
    private final SqlSession session;
    private final TableLoad load;
    private final String batchId;

    LoadFilesMerge(SqlSession session, TableLoad load, String batchId) {
        this.session = session;
        this.load = load;
        this.batchId = batchId;
    }

    TableReceipt run() throws SQLException {
        String rows = load.files().isEmpty() ? "" : DuckDbSql.rowsOf(load.files());
        if (rows.isEmpty()) {
            requireRows(0);
        } else {
            prove(rows);
        }
        Optional<Merging.ScdType2> history = load.table().merging().history();
        return history.isPresent() && !rows.isEmpty() ? mergeHistory(history.get(), rows) : merge(rows, "");
    }

    private void prove(String rows) throws SQLException {
        requireRows(session.number("select count(*) from " + rows));
        KeyProof proof = new KeyProof(session, DuckDbWarehouse.DIALECT, load, rows);
        proof.requireUnique();
        proof.requireNoCollision();
    }

    private TableReceipt mergeHistory(Merging.ScdType2 history, String rows) throws SQLException {
        HistorySql sql = new HistorySql(DuckDbWarehouse.DIALECT, load.table(), history);
        String changes = "temp." + DuckDbSql.name(load.table().name() + "_changes");
        session.execute("create temp table " + changes + " (" + sql.changeColumns() + ")");
        TableReceipt receipt = merge(rows, changes);
        session.execute("drop table " + changes);
        return receipt;
    }

    private TableReceipt merge(String rows, String changes) throws SQLException {
        TableLoad aside = load.setAside();
        String keys = aside == null ? "" : DuckDbSql.rowsOf(aside.files());
        return new TableMerge(session, DuckDbWarehouse.DIALECT, load, rows, keys, changes, batchId).run();
    }

    private void requireRows(long found) {
        if (found != load.rows()) {
            throw load.incomplete(found, load.files().size());
        }
    }
}
