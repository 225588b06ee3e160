package dev.starbeam.warehouse.duckdb;

import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.sql.MergeSql;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;

/** Merges rows into one table: an empty table costs one INSERT … SELECT straight from the files. */
final class RowMerge {
    private final SqlSession session;
    private final TableSpec table;
    private final String batchId;
    private final MergeSql sql;

    /** @param rows a relation as it stands behind FROM */
    RowMerge(SqlSession session, TableSpec table, String rows, String batchId) {
        this.session = session;
        this.table = table;
        this.batchId = batchId;
        this.sql = new MergeSql(DuckDbWarehouse.DIALECT, table, rows);
    }

    Counts run() throws SQLException {
        if (table.key().isEmpty() || isEmpty(session, table)) {
            return new Counts(update(sql.insertAll()), 0);
        }
        long replaced = session.number(sql.countReplaced());
        return new Counts(update(sql.merge()) - replaced, replaced);
    }

    static boolean isEmpty(SqlSession session, TableSpec table) throws SQLException {
        return session.query("select 1 from " + DuckDbSql.stored(table) + " limit 1")
                .isEmpty();
    }

    private long update(String statement) throws SQLException {
        return table.batchColumn() == null ? session.update(statement) : session.update(statement, batchId);
    }

    /** What became of rows; the others changed nothing. */
    record Counts(long inserted, long replaced) {}
}
