package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.MergeCounts;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.Merging;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.util.Optional;

/** Merges the rows to load of one table, which are complete and whose keys are proven, into the published ones. */
public final class TableMerge {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final TableLoad load;
    private final TableSpec table;
    private final String rows;
    private final String changes;
    private final String aside;
    private final String batchId;

    /**
     * @param rows the rows to load as they stand behind FROM; not looked at when there is no load file
     * @param aside the keys of what was set aside as they stand behind FROM; not looked at when there are none
     * @param changes an empty table of {@link HistorySql#changeColumns}; looked at for dimensions with history only
     */
    public TableMerge(
            SqlSession session,
            SqlDialect dialect,
            TableLoad load,
            String rows,
            String aside,
            String changes,
            String batchId) {
        this.session = session;
        this.dialect = dialect;
        this.load = load;
        this.table = load.table();
        this.rows = rows;
        this.aside = aside;
        this.changes = changes;
        this.batchId = batchId;
    }

    /** Adds the unknown member of a dimension, too. */
    public TableReceipt run() throws SQLException {
        MergeCounts counts = load.files().isEmpty() ? mergeNothing() : merge();
        requireAll(counts);
        Withdrawal.Counts gone = withdraw();
        String key = table.surrogateKey();
        if (key != null) {
            session.update(UnknownMember.add(dialect, table, key));
        }
        return new TableReceipt(
                table.qualifiedName(),
                counts.inserted(),
                counts.changed(),
                load.rows() - counts.inserted() - counts.changed(),
                gone.withdrawn(),
                gone.staying());
    }

    private Withdrawal.Counts withdraw() throws SQLException {
        long lacking = load.replacedFiles().isEmpty()
                ? 0
                : session.update(
                        FormerDelivery.delete(dialect, load, load.files().isEmpty() ? "" : rows, aside));
        Withdrawal.Counts newer = load.setAside() == null
                ? new Withdrawal.Counts(0, 0)
                : new Withdrawal(session, dialect, load, rows, aside, batchId).run();
        return new Withdrawal.Counts(newer.withdrawn() + lacking, newer.staying());
    }

    /** Without versions every row of a fact is written, unless the warehouse leaves some out without failing. */
    private void requireAll(MergeCounts counts) {
        Merging merging = table.merging();
        if (merging.isFact()
                && !merging.deletes()
                && merging.version() == null
                && load.rows() != counts.inserted() + counts.replaced()) {
            throw new WarehouseException("of " + load.rows() + " rows of " + table.qualifiedName() + " only "
                    + (counts.inserted() + counts.replaced())
                    + " were written, and the warehouse reported no error; is ERROR_LOGGING on? Nothing was published");
        }
    }

    /** Facts of the batch may refer to members of a dimension that has just got its history. */
    private MergeCounts mergeNothing() throws SQLException {
        Optional<Merging.ScdType2> history = table.merging().history();
        if (history.isPresent()) {
            session.update(new HistorySql(dialect, table, history.get()).turnMembersIntoVersions());
        }
        return new MergeCounts(0, 0);
    }

    private MergeCounts merge() throws SQLException {
        Optional<Merging.ScdType2> history = table.merging().history();
        if (history.isPresent()) {
            return mergeHistory(new HistorySql(dialect, table, history.get()));
        }
        return table.merging().isFact()
                ? new FactMerge(session, dialect, table, rows, batchId).run()
                : new RowMerge(session, dialect, table, rows, batchId).run();
    }

    /**
     * Adds a batch's observations to a dimension's history, and brings the versions of the members observed up to date.
     * The counts are of observations.
     */
    private MergeCounts mergeHistory(HistorySql sql) throws SQLException {
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
