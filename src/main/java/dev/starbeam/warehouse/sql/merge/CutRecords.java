package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.model.Provenance;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published rows of last records that were cut short, because their file was still being written: they are withdrawn when
 * the file has grown. That it has, and wasn't written over with other rows, is known when all else that it brought then
 * came again, and something stands before the record.
 */
final class CutRecords {
    private final SqlSession session;
    private final SqlDialect sql;
    private final PublishRequest request;

    CutRecords(SqlSession session, SqlDialect dialect, PublishRequest request) {
        this.session = session;
        this.sql = dialect;
        this.request = request;
    }

    /** After the batch's files were noted. @return how many rows, of each load */
    List<Long> withdraw() throws SQLException {
        List<List<@Nullable Object>> records = request.rebuild() ? List.of() : session.query(cutBefore(), batch());
        List<Long> withdrawn = new ArrayList<>();
        for (TableLoad load : request.tables()) {
            long rows = 0;
            for (List<@Nullable Object> record : records) {
                rows += FormerRows.tellsItsFile(load.table()) ? withdraw(load.table(), record) : 0;
            }
            withdrawn.add(rows);
        }
        return withdrawn;
    }

    /** Batch, file and place of records that may have been cut short in files that are larger now. */
    private String cutBefore() {
        String files = sql.stored(QualityTables.LOAD_FILES);
        String batch = sql.identifier("batch_id");
        String unended = sql.identifier("unended_at");
        return "select distinct f." + batch + ", f." + sql.identifier("file") + ", f." + unended + " from " + files
                + " as f join " + files + " as n on " + same("source") + " and " + same("file") + " where n." + batch
                + " = ? and f." + batch + " <> n." + batch + " and f." + unended + " is not null and n."
                + sql.identifier("bytes") + " > f." + sql.identifier("bytes");
    }

    private String same(String column) {
        return "n." + sql.identifier(column) + " = f." + sql.identifier(column);
    }

    private long withdraw(TableSpec fact, List<@Nullable Object> record) throws SQLException {
        String rows = sql.stored(fact) + " where " + sql.identifier(Provenance.BATCH_ID) + " = ? and "
                + sql.identifier(Provenance.SOURCE_FILE) + " = ?";
        return isGrown(rows, record)
                ? session.update("delete from " + rows + " and " + offset() + " = ?", record.toArray())
                : 0;
    }

    /** @param rows those of a batch and a file */
    private boolean isGrown(String rows, List<@Nullable Object> record) throws SQLException {
        String count = "select count(*) from " + rows;
        return session.number(count, record.get(0), record.get(1)) == 1
                && session.number(count + " and " + offset() + " < ?", batch(), record.get(1), record.get(2)) > 0;
    }

    private String offset() {
        return sql.identifier(Provenance.SOURCE_OFFSET);
    }

    private String batch() {
        return request.run().batchId();
    }
}
