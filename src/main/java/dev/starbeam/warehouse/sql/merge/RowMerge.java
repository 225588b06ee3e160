package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.sql.KeyMatch;
import dev.starbeam.warehouse.sql.MergeCounts;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;

/** Merges rows into one table: when no key is there yet, it costs one INSERT … SELECT straight from the
 * files. */
final class RowMerge {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final TableSpec table;
    private final String batchId;
    private final String rows;

    /** @param rows a relation as it stands behind FROM */
    RowMerge(SqlSession session, SqlDialect dialect, TableSpec table, String rows, String batchId) {
        this.session = session;
        this.dialect = dialect;
        this.table = table;
        this.batchId = batchId;
        this.rows = rows;
    }

    MergeCounts run() throws SQLException {
        if (table.key().isEmpty() || isEmpty(session, dialect, table)) {
            return new MergeCounts(update(new MergeSql(dialect, table, rows, "").insertAll()), 0);
        }
        MergeSql sql = new MergeSql(dialect, table, rows, KeyMatch.of(session, dialect, table.key(), rows));
        if (dialect.deletesFasterThanItMerges() && session.number(sql.countMatched()) == 0) {
            return new MergeCounts(update(sql.insertAll()), 0);
        }
        Object[] values = table.batchColumn() == null ? new Object[0] : new Object[] {batchId};
        long equal = equal(sql);
        return session.merge(sql.countReplaced(), sql.merge(), values).withEqual(equal);
    }

    /** To be asked before the rows are written. Keys alone are compared first: most batches bring new ones. */
    private long equal(MergeSql sql) throws SQLException {
        return table.merging().precedence() == Merging.Precedence.NEWEST_WRITTEN
                        && session.number(sql.countReplaced()) > 0
                ? session.number(sql.countRewritten())
                : 0;
    }

    static boolean isEmpty(SqlSession session, SqlDialect dialect, TableSpec table) throws SQLException {
        return session.query("select 1 from " + dialect.stored(table) + " limit 1")
                .isEmpty();
    }

    private long update(String statement) throws SQLException {
        return table.batchColumn() == null ? session.update(statement) : session.update(statement, batchId);
    }
}
