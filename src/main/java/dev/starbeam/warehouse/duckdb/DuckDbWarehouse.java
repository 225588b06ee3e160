package dev.starbeam.warehouse.duckdb;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.MartsReceipt.MartReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishReceipt.Outcome;
import dev.starbeam.warehouse.PublishReceipt.TableReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.Ledger;
import dev.starbeam.warehouse.sql.LeftOvers;
import dev.starbeam.warehouse.sql.PublishedKeys;
import dev.starbeam.warehouse.sql.SqlDialect;
import dev.starbeam.warehouse.sql.SqlSession;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.sql.mart.HeldFigures;
import dev.starbeam.warehouse.sql.mart.IncrementalMarts;
import dev.starbeam.warehouse.sql.mart.MartNotes;
import dev.starbeam.warehouse.sql.merge.BatchEntries;
import dev.starbeam.warehouse.sql.merge.Rebuild;
import dev.starbeam.warehouse.sql.merge.ReferenceUpdate;
import dev.starbeam.warehouse.sql.merge.ScdTypeChange;
import dev.starbeam.warehouse.table.PipelineTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The embedded warehouse. DuckDB's write-ahead log makes a transaction whole or absent after a crash, DDL included, so
 * publishing needs no work tables: load files are merged straight into the published tables, and there is nothing to
 * clean up in the database.
 *
 * <p>Another process that has the file open, even to read, keeps this one out; threads of one process take turns.
 */
public final class DuckDbWarehouse implements Warehouse {
    static final SqlDialect DIALECT = new DuckDbDdl();

    /** For how long a change waits for others of this process, and how often it tries. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final long PAUSE_MILLIS = 20;

    private final Path file;
    private final Connection connection;
    private final SqlSession session;
    private final Clock clock;

    private DuckDbWarehouse(Path file, Connection connection, Clock clock, StatementObserver observer) {
        this.file = file;
        this.connection = connection;
        this.session = new SqlSession(connection, observer);
        this.clock = clock;
    }

    /**
     * Opens the file for writing; it and its directory are created when they don't exist.
     *
     * @throws WarehouseException when it is locked, is no DuckDB database or can't be written, saying what to do
     */
    public static DuckDbWarehouse open(Path file) {
        return open(file, DuckDbConnector.USUAL_WAIT);
    }

    /** The same, waiting no longer than that for another process. */
    static DuckDbWarehouse open(Path file, Duration wait) {
        return open(file, wait, Clock.systemUTC(), StatementObserver.NONE);
    }

    /** Opens a file that is there to be read only, so that a read-only file will do. */
    static DuckDbWarehouse look(Path file, Duration wait) {
        try {
            Connection connection = DuckDbConnector.toRead(file, wait);
            return new DuckDbWarehouse(file, connection, Clock.systemUTC(), StatementObserver.NONE);
        } catch (WarehouseException e) {
            if (DuckDbFaults.isLocked(e)) {
                throw e;
            }
            // Threads of one process have to open it alike.
            return open(file, wait);
        }
    }

    static DuckDbWarehouse open(Path file, Clock clock, StatementObserver observer) {
        return open(file, DuckDbConnector.USUAL_WAIT, clock, observer);
    }

    private static DuckDbWarehouse open(Path file, Duration wait, Clock clock, StatementObserver observer) {
        DuckDbConnector.createDirectoryOf(file);
        handBackHeap();
        return new DuckDbWarehouse(file, DuckDbConnector.toWrite(file, wait), clock, observer);
    }

    @Override
    public PublishReceipt publish(PublishRequest request) {
        return inTurn(() -> {
            Optional<PublishReceipt> before = new Ledger(session, DIALECT).find(request.run());
            return before.isPresent() ? before.get() : publishNew(request);
        });
    }

    @Override
    public MartsReceipt buildMarts(String batchId, List<MartModel> marts) {
        return inTurn(() -> {
            Ledger ledger = new Ledger(session, DIALECT);
            return ledger.martsAreBuilt(batchId, MartModel.fingerprint(marts))
                    ? new MartsReceipt(false, List.of())
                    : buildAll(ledger, batchId, marts);
        });
    }

    @Override
    public PublishedState state(String pipeline, String declaration) {
        return ask(() -> new Ledger(session, DIALECT).state(pipeline, declaration));
    }

    @Override
    public boolean isPublished(String batchId) {
        return ask(() -> new Ledger(session, DIALECT).knows(batchId));
    }

    @Override
    public List<String> batchesWithoutMarts(String pipeline) {
        return ask(() -> new Ledger(session, DIALECT).unbuilt(pipeline));
    }

    @Override
    public void readKeys(TableSpec table, String column, List<String> naturalKey, PublishedKey keys) {
        ask(() -> {
            PublishedKeys.read(session, DIALECT, table, column, naturalKey, keys);
            return true;
        });
    }

    @Override
    public List<String> changes(List<TableSpec> tables) {
        return ask(() -> new DuckDbLayout(session).changes(tables));
    }

    @Override
    public void requireMergeable(List<TableSpec> tables) {
        ask(() -> {
            new FormatVersion(session, DIALECT).requireSameKeys("", false);
            new ScdTypeChange(session, DIALECT).refuse(tables);
            return true;
        });
    }

    @Override
    public List<LeftOver> leftOver(String pipeline, List<TableSpec> declared, List<MartModel> marts) {
        return ask(() -> new LeftOvers(session, DIALECT).find(pipeline, declared, marts));
    }

    @Override
    public void remove(List<LeftOver> leftOver) {
        inTurn(() -> {
            new FormatVersion(session, DIALECT).takeTurn();
            for (LeftOver one : leftOver) {
                session.execute(one.statement());
            }
            return true;
        });
    }

    @Override
    public List<MartFigure> withHeld(String batchId, List<TableSpec> facts, List<MartModel> marts) {
        return new HeldFigures(session, DIALECT, UnaryOperator.identity(), batchId, facts).of(marts);
    }

    /**
     * In one transaction. Of two at once in this process, whatever class loaders they came through, one is refused, for
     * both replace the row of the format; it tries again until the other is through, and sees then what that has committed.
     */
    private <T> T inTurn(SqlSession.Work<T> change) {
        Instant latest = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                return session.transact(change);
            } catch (SQLException e) {
                if (!DuckDbFaults.isConflict(e) || Instant.now().isAfter(latest)) {
                    throw DuckDbFaults.explain(file, e);
                }
                pause(e);
            }
        }
    }

    private void pause(SQLException cause) {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DuckDbFaults.explain(file, cause);
        }
    }

    private <T> T ask(SqlSession.Work<T> question) {
        try {
            return question.run();
        } catch (SQLException e) {
            throw DuckDbFaults.explain(file, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbFaults.explain(file, e);
        }
    }

    private PublishReceipt publishNew(PublishRequest request) throws SQLException {
        new FormatVersion(session, DIALECT).requireSameKeys(request.run().pipeline(), request.rebuild());
        if (!request.rebuild()) {
            new ScdTypeChange(session, DIALECT).refuse(request.specs());
        }
        List<TableSpec> tables = MartNotes.tables(request, PipelineTables.of(request.specs()));
        DuckDbLayout layout = new DuckDbLayout(session);
        if (request.rebuild()) {
            layout.applyAnew(tables);
        } else {
            layout.apply(tables);
        }
        new FormatVersion(session, DIALECT).note();
        new Ledger(session, DIALECT).requireUnread(request);
        MartNotes marts = new MartNotes(
                session,
                DIALECT,
                request,
                load -> DuckDbSql.rowsOf(load.files()),
                UnaryOperator.identity(),
                table -> "temp." + DuckDbSql.name(table));
        marts.prepare();
        marts.before();
        Rebuild.empty(session, DIALECT, request);
        BatchEntries entries = new BatchEntries(session, DIALECT, request, load -> DuckDbSql.rowsOf(load.files()));
        entries.begin();
        List<TableReceipt> receipts = merge(request, entries);
        marts.after();
        return new PublishReceipt(Outcome.PUBLISHED, entries.end(receipts, now()));
    }

    private List<TableReceipt> merge(PublishRequest request, BatchEntries entries) throws SQLException {
        List<TableReceipt> receipts = new ArrayList<>();
        ReferenceUpdate references =
                new ReferenceUpdate(session, DIALECT, request, load -> DuckDbSql.rowsOf(load.files()));
        for (TableLoad load : request.tables()) {
            entries.makeWay(load);
            receipts.add(new LoadFilesMerge(session, load, request.run().batchId()).run());
            references.run(load.table());
        }
        return receipts;
    }

    private MartsReceipt buildAll(Ledger ledger, String batchId, List<MartModel> marts) throws SQLException {
        new FormatVersion(session, DIALECT).takeTurn();
        session.execute("create schema if not exists marts");
        List<String> held = ledger.batchesWithoutMarts(batchId);
        IncrementalMarts incremental = new IncrementalMarts(session, DIALECT, UnaryOperator.identity());
        List<MartReceipt> receipts = new ArrayList<>();
        for (MartModel mart : marts) {
            boolean byGroups = incremental.canBuild(mart, held);
            receipts.add(new MartBuild(session, mart).run(byGroups ? incremental.statements(mart) : List.of()));
        }
        incremental.noteBuilt(marts, held);
        ledger.noteMartsBuilt(batchId, held, MartModel.fingerprint(marts), now());
        return new MartsReceipt(true, receipts);
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }

    /** What the passes needed is garbage by now, and DuckDB's memory is outside the heap: they should not add up. */
    @SuppressWarnings("SystemGc")
    private static void handBackHeap() {
        System.gc();
    }
}
