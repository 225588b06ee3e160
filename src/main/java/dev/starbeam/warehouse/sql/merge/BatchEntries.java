package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.sql.Ledger;
import dev.starbeam.warehouse.sql.QualityRows;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.QualityTables;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a batch's transaction does around the merging of its tables: what is told of it, the rows that are withdrawn because
 * its files no longer make them, and the ledger.
 */
public final class BatchEntries {
    private final SqlSession session;
    private final SqlDialect sql;
    private final PublishRequest request;
    private final QualityRows quality;
    private final FormerRows former;

    /** @param rows the rows of a load as they stand behind FROM */
    public BatchEntries(
            SqlSession session, SqlDialect dialect, PublishRequest request, Function<TableLoad, String> rows) {
        this.session = session;
        this.sql = dialect;
        this.request = request;
        this.quality = new QualityRows(session, dialect, request);
        this.former = new FormerRows(session, dialect, request, rows);
    }

    /** Before the first load: former rows are known by the files. */
    public void begin() throws SQLException {
        quality.addFiles();
    }

    /** Before a load is merged. */
    public void makeWay(TableLoad load) throws SQLException {
        former.makeWay(load);
    }

    /**
     * Once all loads are merged.
     *
     * @param merged what merging did, a receipt for each load
     * @return the same with what was withdrawn now
     */
    public List<TableReceipt> end(List<TableReceipt> merged, LocalDateTime now) throws SQLException {
        quality.addChecks();
        List<TableReceipt> receipts = withdraw(merged);
        quality.addRun(now, receipts.stream().mapToLong(TableReceipt::withdrawn).sum());
        new Ledger(session, sql).add(request, receipts, now);
        return receipts;
    }

    private List<TableReceipt> withdraw(List<TableReceipt> merged) throws SQLException {
        List<Long> made = former.withdraw();
        List<Long> unended = new CutRecords(session, sql, request).withdraw();
        List<TableReceipt> receipts = new ArrayList<>();
        long more = 0;
        for (int i = 0; i < merged.size(); i++) {
            receipts.add(merged.get(i).withdrawing(made.get(i) + unended.get(i)));
            more += made.get(i) + unended.get(i);
        }
        if (more > 0) {
            buildMartsWhole();
        }
        return receipts;
    }

    /** Where the groups of withdrawn rows were not noted. */
    private void buildMartsWhole() throws SQLException {
        if (request.marts().stream().anyMatch(mart -> mart.groups() != null)) {
            session.update("delete from " + sql.stored(QualityTables.MART_BATCHES));
        }
    }
}
