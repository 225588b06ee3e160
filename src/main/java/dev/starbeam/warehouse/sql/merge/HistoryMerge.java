package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.sql.MergeCounts;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;

/** Adds a batch's observations to a dimension's history, and brings the versions of the members observed up to date. */
final class HistoryMerge {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final HistorySql sql;
    private final String rows;
    private final String changes;
    private final String batchId;

    HistoryMerge(
            SqlSession session,
            SqlDialect dialect,
            TableSpec dimension,
            Merging.ScdType2 history,
            String rows,
            String changes,
            String batchId) {
        this.session = session;
        this.dialect = dialect;
        this.sql = new HistorySql(dialect, dimension, history);
        this.rows = rows;
        this.changes = changes;
        this.batchId = batchId;
    }

    /** The counts are of observations. */
    MergeCounts run() throws SQLException {
        MergeCounts observed = new RowMerge(session, dialect, sql.history(), rows, batchId).run();
        session.update(sql.turnMembersIntoVersions());
        session.update(sql.noteChanges(rows, changes), batchId);
        for (String statement : sql.applyChanges(changes)) {
            session.update(statement);
        }
        session.update(sql.addVersions(changes));
        return observed;
    }
}
