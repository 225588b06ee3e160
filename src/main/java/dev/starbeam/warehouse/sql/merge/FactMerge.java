package dev.starbeam.warehouse.sql.merge;

import dev.starbeam.warehouse.sql.KeyMatch;
import dev.starbeam.warehouse.sql.MergeCounts;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;

/** Merges a batch's rows into a fact: deletes, replaces, inserts. */
final class FactMerge {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final TableSpec fact;
    private final String rows;
    private final String batchId;

    FactMerge(SqlSession session, SqlDialect dialect, TableSpec fact, String rows, String batchId) {
        this.session = session;
        this.dialect = dialect;
        this.fact = fact;
        this.rows = rows;
        this.batchId = batchId;
    }

    /** A deleted row counts as replaced. */
    MergeCounts run() throws SQLException {
        ReferenceSql references = new ReferenceSql(dialect, fact);
        if (fact.merging().deletes()) {
            return deleteAndMerge(references);
        }
        String resolved = references.resolved(withoutGone());
        return fact.merging().version() == null && dialect.deletesFasterThanItMerges()
                ? replaceAll(resolved)
                : new RowMerge(session, dialect, fact, resolved, batchId).run();
    }

    /** The rows without those that are older than what was withdrawn. */
    private String withoutGone() throws SQLException {
        if (!fact.merging().remembers()) {
            return rows;
        }
        TombstoneSql tombstones = new TombstoneSql(dialect, fact, rows);
        return RowMerge.isEmpty(session, dialect, tombstones.tombstones()) ? rows : tombstones.kept();
    }

    private MergeCounts deleteAndMerge(ReferenceSql references) throws SQLException {
        TombstoneSql tombstones = new TombstoneSql(dialect, fact, rows);
        new RowMerge(session, dialect, tombstones.tombstones(), tombstones.deletions(), batchId).run();
        long deleted = session.update(tombstones.delete());
        MergeCounts kept = new RowMerge(session, dialect, fact, references.resolved(tombstones.kept()), batchId).run();
        return new MergeCounts(kept.inserted(), kept.replaced() + deleted, kept.equal());
    }

    /** Every row is written, so what they replace can go first: on a large table that takes less than a MERGE. */
    private MergeCounts replaceAll(String resolved) throws SQLException {
        MergeCounts former = deleteFormer();
        String insert = new MergeSql(dialect, fact, resolved, "").insertAll();
        long written = fact.batchColumn() == null ? session.update(insert) : session.update(insert, batchId);
        return new MergeCounts(written - former.replaced(), former.replaced(), former.equal());
    }

    /** Those whose keys come again. That there are none is found out by a join of keys, which takes no more than deleting. */
    private MergeCounts deleteFormer() throws SQLException {
        if (fact.key().isEmpty() || RowMerge.isEmpty(session, dialect, fact)) {
            return new MergeCounts(0, 0);
        }
        String same = KeyMatch.of(session, dialect, fact.key(), rows);
        MergeSql sql = new MergeSql(dialect, fact, rows, same);
        if (session.number(sql.countMatched()) == 0) {
            return new MergeCounts(0, 0);
        }
        long equal = session.number(sql.countRewritten());
        long replaced =
                session.update("delete from " + dialect.stored(fact) + " as p using " + rows + " as s where " + same);
        return new MergeCounts(0, replaced, equal);
    }
}
