package dev.starbeam.warehouse.sql.mart;

import dev.starbeam.model.MartGroups;
import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.sql.MergeInto;
import dev.starbeam.warehouse.sql.RowConditions;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds anew the groups of incremental marts that batches have touched. */
public final class IncrementalMarts {
    private final SqlSession session;
    private final SqlDialect dialect;
    private final UnaryOperator<String> translated;
    private final MartLedger ledger;

    /** @param translated a mart's SQL as the warehouse knows it */
    public IncrementalMarts(SqlSession session, SqlDialect dialect, UnaryOperator<String> translated) {
        this.session = session;
        this.dialect = dialect;
        this.translated = translated;
        this.ledger = new MartLedger(session, dialect);
    }

    /**
     * Whether a mart can be brought up to date by its groups alone: it was built as it is declared now, and the groups
     * that each of the batches touched are known.
     *
     * @param batches those that it doesn't hold yet
     */
    public boolean canBuild(MartModel mart, List<String> batches) throws SQLException {
        if (mart.groups() == null || !ledger.exists() || !ledger.hasGroups(mart, batches)) {
            return false;
        }
        return ledger.isBuilt(mart, ledger.star(mart, batches).orElse(""));
    }

    /** To be run in one transaction, as often as needed: deletes the rows of the groups touched, and adds them as they are. */
    public List<String> statements(MartModel mart) {
        MartGroups groups = MartLedger.groups(mart);
        String touched = MartLedger.groupsTable(dialect, mart);
        String table = dialect.identifier("marts") + "." + dialect.identifier(mart.name());
        return List.of(
                MergeInto.of(
                                table,
                                "(select distinct " + dialect.identifiers(groups.keys()) + " from " + touched + ")",
                                RowConditions.same(dialect, groups.keys()))
                        .delete("")
                        .text(),
                "insert into " + table + " " + translated.apply(groups.rowsOf(touched)));
    }

    /** Notes that marts hold the batches, whichever way they were built. */
    public void noteBuilt(List<MartModel> marts, List<String> batches) throws SQLException {
        if (!ledger.exists()) {
            return;
        }
        List<MartModel> incremental = MartNotes.incremental(marts);
        ledger.forgetUnbuilt(batches, incremental);
        for (MartModel mart : incremental) {
            Optional<String> star = ledger.star(mart, batches);
            ledger.noteBuilt(mart, star);
            if (star.isPresent()) {
                session.update(
                        "delete from " + MartLedger.groupsTable(dialect, mart) + " where batch_id in ("
                                + String.join(", ", Collections.nCopies(batches.size(), "?")) + ")",
                        batches.toArray());
            }
        }
    }
}
