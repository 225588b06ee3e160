package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;

/** Adds a batch's observations to a dimension's history, and brings the versions of the members observed up to date. */
final class HistoryMerge {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final TableSpec dimension;
    private final HistorySql sql;
    private final String rows;
    private final String batchId;

    HistoryMerge(
            SqlSession session,
            SqlDialect dialect,
            TableSpec dimension,
            Merging.ScdType2 history,
            String rows,
            String batchId) {
        this.session = session;
        this.dialect = dialect;
        this.dimension = dimension;
        this.sql = new HistorySql(dialect, dimension, history);
        this.rows = rows;
        this.batchId = batchId;
    }

    /** The counts are of observations. */
    MergeCounts run() throws SQLException {
        MergeCounts observed = new RowMerge(session, dialect, sql.history(), rows, batchId).run();
        boolean fresh = RowMerge.isEmpty(session, dialect, dimension);
        if (!fresh) {
            session.update(sql.turnMembersIntoVersions());
            session.update(sql.removeVersions(rows));
        }
        new RowMerge(session, dialect, sql.table(), fresh ? sql.allVersions() : sql.versions(rows), batchId).run();
        return observed;
    }
}
