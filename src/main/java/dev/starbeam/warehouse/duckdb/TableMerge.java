package dev.starbeam.warehouse.duckdb;

import static dev.starbeam.warehouse.duckdb.DuckDbSql.name;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.names;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.rowsOf;
import static dev.starbeam.warehouse.duckdb.DuckDbSql.stored;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.StagedTable;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.KeyAudit;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Audits the staged rows of one table and merges them into the published ones. Straight from the files: an empty table
 * costs one INSERT … SELECT; otherwise the rows to be replaced are deleted first, so files are read twice.
 */
final class TableMerge {
    private static final SqlDialect DIALECT = new DuckDbDdl();

    private final SqlSession session;
    private final StagedTable staged;
    private final TableSpec table;
    private final String batchId;
    private final String rows;

    TableMerge(SqlSession session, StagedTable staged, String batchId) {
        this.session = session;
        this.staged = staged;
        this.table = staged.table();
        this.batchId = batchId;
        this.rows = rowsOf(staged.files());
    }

    TableReceipt run() throws SQLException {
        TableReceipt receipt = staged.files().isEmpty() ? withoutFiles() : withFiles();
        addUnknownMember();
        return receipt;
    }

    private TableReceipt withoutFiles() {
        requireRows(0);
        return new TableReceipt(table.qualifiedName(), 0, 0, 0);
    }

    private TableReceipt withFiles() throws SQLException {
        requireRows(session.number("select count(*) from " + rows));
        new KeyAudit(session, DIALECT, staged, rows).requireUnique();
        boolean fresh = table.key().isEmpty()
                || session.query("select 1 from " + stored(table) + " limit 1").isEmpty();
        if (fresh) {
            long inserted = insert("");
            requireRows(inserted);
            return new TableReceipt(table.qualifiedName(), inserted, 0, 0);
        }
        return table.surrogateKey() == null ? replaceFacts() : mergeMembers();
    }

    private TableReceipt replaceFacts() throws SQLException {
        long replaced = session.update(
                "delete from " + stored(table) + " as p using " + rows + " as s where " + same(table.key()));
        long inserted = insert("");
        requireRows(inserted);
        return new TableReceipt(table.qualifiedName(), inserted - replaced, replaced, 0);
    }

    /** A member is deleted only when it changed, so what has no published row then is changed or new. */
    private TableReceipt mergeMembers() throws SQLException {
        new KeyAudit(session, DIALECT, staged, rows).requireNoCollision();
        long replaced = session.update("delete from " + stored(table) + " as p using " + rows + " as s where "
                + same(table.key()) + " and (" + different(table.stagedColumns()) + ")");
        long inserted =
                insert(" where not exists (select 1 from " + stored(table) + " p where " + same(table.key()) + ")");
        long unchanged = staged.rows() - inserted;
        return new TableReceipt(table.qualifiedName(), inserted - replaced, replaced, unchanged);
    }

    private long insert(String condition) throws SQLException {
        List<String> columns = table.stagedColumns();
        String batchColumn = table.batchColumn();
        if (batchColumn == null) {
            return session.update("insert into " + stored(table) + " (" + names(columns) + ") select "
                    + names("s", columns) + " from " + rows + " as s" + condition);
        }
        return session.update(
                "insert into " + stored(table) + " (" + names(columns) + ", " + name(batchColumn) + ") select "
                        + names("s", columns) + ", ? from " + rows + " as s" + condition,
                batchId);
    }

    private void addUnknownMember() throws SQLException {
        String key = table.surrogateKey();
        if (key != null) {
            session.update("insert into " + stored(table) + " (" + name(key) + ") select 0 where not exists (select 1"
                    + " from " + stored(table) + " where " + name(key) + " = 0)");
        }
    }

    private void requireRows(long found) {
        if (found != staged.rows()) {
            throw new WarehouseException(staged.rows() + " rows were staged for " + table.qualifiedName() + ", but "
                    + found + " were found in " + staged.files().size()
                    + " files. Nothing was published; run the batch again to stage them anew");
        }
    }

    private static String same(Collection<String> columns) {
        return columns.stream()
                .map(c -> "p." + name(c) + " is not distinct from s." + name(c))
                .collect(Collectors.joining(" and "));
    }

    private static String different(Collection<String> columns) {
        return columns.stream()
                .map(c -> "p." + name(c) + " is distinct from s." + name(c))
                .collect(Collectors.joining(" or "));
    }
}
