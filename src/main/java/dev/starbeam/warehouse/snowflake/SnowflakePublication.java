package dev.starbeam.warehouse.snowflake;

import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.snowflake.layout.ErrorLogging;
import dev.starbeam.warehouse.snowflake.layout.LockedTransaction;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeLayout;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMarts;
import dev.starbeam.warehouse.snowflake.session.SnowflakeFaults;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeStep;
import dev.starbeam.warehouse.snowflake.stage.SnowflakeStage;
import dev.starbeam.warehouse.snowflake.stage.WorkTables;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.Ledger;
import dev.starbeam.warehouse.sql.mart.MartNotes;
import dev.starbeam.warehouse.sql.merge.BatchEntries;
import dev.starbeam.warehouse.sql.merge.KeyProof;
import dev.starbeam.warehouse.sql.merge.Rebuild;
import dev.starbeam.warehouse.sql.merge.ReferenceUpdate;
import dev.starbeam.warehouse.sql.merge.ScdTypeChange;
import dev.starbeam.warehouse.sql.merge.TableMerge;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch on its way into Snowflake, over as many tries as it takes. Whatever happens between two statements, a try
 * begins anew by looking the batch up:
 *
 * <pre>
 *   ledger ─► layout (DDL) ─► PUT ─► COPY into work tables ─► prove ─► [ begin ─► lock ─► ledger? ─► MERGE … ─►
 *   quality rows ─► ledger row ─► commit ] ─► drop and remove
 * </pre>
 */
final class SnowflakePublication {
    private static final Logger LOG = LoggerFactory.getLogger(SnowflakePublication.class);

    private final PublishRequest request;
    private final SnowflakeDdl dialect;
    private final SnowflakeStage stage;
    private final Clock clock;
    private final LockedTransaction transaction;
    private boolean commitStateUnknown;

    SnowflakePublication(PublishRequest request, SnowflakeDdl dialect, SnowflakeStage stage, Clock clock) {
        this.request = request;
        this.dialect = dialect;
        this.stage = stage;
        this.clock = clock;
        this.transaction = new LockedTransaction(dialect);
    }

    /** Whether the answer to a commit was lost, and no later try has seen what came of it. */
    boolean isCommitStateUnknown() {
        return commitStateUnknown;
    }

    /** One try. Changes the published tables wholly or not at all; what fails for good leaves no file on the stage. */
    PublishReceipt attempt(SnowflakeSession session) throws SQLException {
        try {
            return publishOnce(session);
        } catch (SQLException e) {
            if (!SnowflakeFaults.isTransient(e)) {
                discard(session, e);
            }
            throw e;
        } catch (WarehouseException e) {
            discard(session, e);
            throw e;
        }
    }

    private PublishReceipt publishOnce(SnowflakeSession session) throws SQLException {
        transaction.abortOrphan(session);
        session.enter(SnowflakeStep.LEDGER);
        new FormatVersion(session, dialect).requireKnown();
        Optional<PublishReceipt> before = find(session);
        WorkTables work = new WorkTables(session, dialect);
        if (before.isPresent()) {
            cleanUp(session, work);
            return before.get();
        }
        commitStateUnknown = false;
        alter(session);
        load(session, work);
        marts(session, work).prepare();
        PublishReceipt receipt = publish(session, work);
        cleanUp(session, work);
        return receipt;
    }

    private void alter(SnowflakeSession session) throws SQLException {
        session.enter(SnowflakeStep.LAYOUT);
        new FormatVersion(session, dialect).requireSameKeys(request.run().pipeline(), request.rebuild());
        if (!request.rebuild()) {
            new ScdTypeChange(session, dialect).refuse(request.specs());
        }
        ErrorLogging.refuse(session, dialect, request.specs());
        SnowflakeLayout.apply(session, dialect, MartNotes.tables(request, all(dialect, request.specs())));
    }

    /** After a commit without an answer, the batch may be there: then it was this publication that did it. */
    private Optional<PublishReceipt> find(SnowflakeSession session) throws SQLException {
        Optional<PublishReceipt> found = new Ledger(session, dialect).find(request.run());
        return commitStateUnknown
                ? found.map(receipt -> new PublishReceipt(Outcome.PUBLISHED, receipt.tables()))
                : found;
    }

    /** The tables with those that they and every batch need. */
    static List<TableSpec> all(SnowflakeDdl dialect, List<TableSpec> tables) {
        List<TableSpec> all = new ArrayList<>(dialect.ownTables(tables));
        PipelineTables.of(tables).stream().filter(table -> !all.contains(table)).forEach(all::add);
        return all;
    }

    private void load(SnowflakeSession session, WorkTables work) throws SQLException {
        for (TableLoad load : request.tables()) {
            if (!load.files().isEmpty()) {
                load(session, work, load);
                session.enter(SnowflakeStep.PROVE);
                new KeyProof(session, dialect, load, work.name(load.table())).requireUnique();
            }
            TableLoad aside = load.setAside();
            if (aside != null) {
                load(session, work, aside);
            }
        }
    }

    private void load(SnowflakeSession session, WorkTables work, TableLoad load) throws SQLException {
        session.enter(SnowflakeStep.STAGE);
        SnowflakeStage.Files files = stage.reach(session, load);
        session.enter(SnowflakeStep.LOAD);
        work.load(load, files);
    }

    private PublishReceipt publish(SnowflakeSession session, WorkTables work) throws SQLException {
        session.enter(SnowflakeStep.MERGE);
        try {
            transaction.begin(session, request.run().batchId());
            Optional<PublishReceipt> meanwhile = find(session);
            if (meanwhile.isPresent()) {
                transaction.rollBack(session);
                return meanwhile.get();
            }
            PublishReceipt receipt = new PublishReceipt(Outcome.PUBLISHED, merge(session, work));
            commit(session);
            return receipt;
        } catch (SQLException | RuntimeException e) {
            transaction.rollBack(session, e);
            throw e;
        }
    }

    private MartNotes marts(SnowflakeSession session, WorkTables work) {
        return new MartNotes(
                session,
                dialect,
                request,
                load -> work.name(load.table()),
                SnowflakeMarts::translated,
                WorkTables::name);
    }

    private List<TableReceipt> merge(SnowflakeSession session, WorkTables work) throws SQLException {
        new FormatVersion(session, dialect).note();
        new Ledger(session, dialect).requireUnread(request);
        MartNotes marts = marts(session, work);
        marts.before();
        Rebuild.empty(session, dialect, request);
        BatchEntries entries = new BatchEntries(session, dialect, request, load -> work.name(load.table()));
        entries.begin();
        List<TableReceipt> receipts = merge(session, work, entries);
        marts.after();
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        return entries.end(receipts, now);
    }

    private List<TableReceipt> merge(SnowflakeSession session, WorkTables work, BatchEntries entries)
            throws SQLException {
        List<TableReceipt> receipts = new ArrayList<>();
        ReferenceUpdate references = new ReferenceUpdate(session, dialect, request, load -> work.name(load.table()));
        for (TableLoad load : request.tables()) {
            String rows = work.name(load.table());
            if (!load.files().isEmpty()) {
                new KeyProof(session, dialect, load, rows).requireNoCollision();
            }
            entries.makeWay(load);
            TableLoad aside = load.setAside();
            receipts.add(new TableMerge(
                            session,
                            dialect,
                            load,
                            rows,
                            aside == null ? "" : work.name(aside.table()),
                            work.changes(load.table()),
                            request.run().batchId())
                    .run());
            references.run(load.table());
        }
        return receipts;
    }

    /** Until an answer comes nobody knows whether it is committed; the next try asks the ledger. */
    private void commit(SnowflakeSession session) throws SQLException {
        commitStateUnknown = true;
        try {
            transaction.commit(session);
            commitStateUnknown = false;
        } catch (SQLException e) {
            commitStateUnknown = SnowflakeFaults.isTransient(e);
            throw e;
        }
    }

    private void discard(SnowflakeSession session, Exception cause) {
        try {
            stage.remove(session);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void remove(SnowflakeSession session, WorkTables work) throws SQLException {
        work.drop();
        stage.remove(session);
        stage.sweep(session, dialect.keepStagedDays());
    }

    /** The batch is published by now; what can't be removed costs storage until somebody removes it. */
    private void cleanUp(SnowflakeSession session, WorkTables work) {
        try {
            session.enter(SnowflakeStep.CLEANUP);
            remove(session, work);
            session.rest();
        } catch (SQLException e) {
            LOG.warn(
                    "batch {} is published, but its staged files were not removed: {}",
                    request.run().batchId(),
                    e.getMessage());
        }
    }
}
