package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.Merging;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.HistorySql;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;

/** Adds a batch's observations to a dimension's history, and brings the versions of the members observed up to date. */
final class HistoryMerge {
    private final SqlSession session;
    private final TableSpec dimension;
    private final HistorySql sql;
    private final String rows;
    private final String batchId;

    HistoryMerge(SqlSession session, TableSpec dimension, Merging.History history, String rows, String batchId) {
        this.session = session;
        this.dimension = dimension;
        this.sql = new HistorySql(DuckDbWarehouse.DIALECT, dimension, history);
        this.rows = rows;
        this.batchId = batchId;
    }

    /** The counts are of observations. */
    RowMerge.Counts run() throws SQLException {
        RowMerge.Counts observed = new RowMerge(session, sql.history(), rows, batchId).run();
        boolean fresh = RowMerge.isEmpty(session, dimension);
        if (!fresh) {
            session.update(sql.adoptMembers());
            session.update(sql.removeVersions(rows));
        }
        new RowMerge(session, sql.table(), fresh ? sql.allVersions() : sql.versions(rows), batchId).run();
        return observed;
    }
}
