package dev.starbeam.warehouse.snowflake.landing;

import dev.starbeam.warehouse.LandingFailedException;
import dev.starbeam.warehouse.TableLoad;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.landing.RawLanding;
import dev.starbeam.warehouse.snowflake.layout.LockedTransaction;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeLayout;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.QueryTag;
import dev.starbeam.warehouse.snowflake.session.RetriedWork;
import dev.starbeam.warehouse.snowflake.session.SnowflakeCompute;
import dev.starbeam.warehouse.snowflake.session.SnowflakeFaults;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSession;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSessions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeStep;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.stage.SnowflakeStage;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.table.RawTables;
import dev.starbeam.warehouse.table.TableSpec;
import dev.starbeam.words.Counted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceConfig;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeBatchServiceImpl;
import org.apache.beam.sdk.io.snowflake.services.SnowflakeServices.BatchService;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lands a batch's files once, over as many tries as it takes:
 *
 * <pre>
 *   ledger ─► layout (DDL) ─► PUT ─► SnowflakeIO's COPY into the batch's own table ─► count ─►
 *   [ begin ─► lock ─► ledger? ─► INSERT … SELECT ─► ledger row ─► commit ] ─► drop and remove
 * </pre>
 */
final class LandingService implements BatchService {
    private final SnowflakeUri uri;
    private final SnowflakeOptions options;
    private final RawLanding landing;
    private final Duration firstPause;
    private final SnowflakeDdl dialect;
    private final LandingTable work;
    private final LockedTransaction transaction;

    LandingService(SnowflakeUri uri, SnowflakeOptions options, RawLanding landing, Duration firstPause) {
        this.uri = uri;
        this.options = options;
        this.landing = landing;
        this.firstPause = firstPause;
        this.dialect = new SnowflakeDdl(uri.database(), options);
        this.work = new LandingTable(dialect, landing.table(), landing.batchId());
        this.transaction = new LockedTransaction(dialect);
    }

    @Override
    public String read(SnowflakeBatchServiceConfig config) {
        throw new UnsupportedOperationException("landing writes only");
    }

    /** @throws LandingFailedException when it failed for good; nothing has landed by half */
    @Override
    public void write(SnowflakeBatchServiceConfig config) throws IOException {
        SnowflakeStage stage =
                new SnowflakeStage(uri, landing.pipeline(), landing.batchId(), attempt(config.getFilesList()));
        try (RetriedWork tries = new RetriedWork(sessions(), firstPause)) {
            tries.run(session -> land(session, stage, config));
        } catch (WarehouseException e) {
            throw new LandingFailedException(landing.table(), e);
        }
        delete(config.getFilesList());
    }

    private SnowflakeSessions sessions() {
        return new SnowflakeSessions(
                uri,
                StatementObserver.NONE,
                SnowflakeCompute.of(uri, options),
                () -> new QueryTag(landing.pipeline(), landing.batchId()));
    }

    private static String attempt(List<String> files) {
        return UUID.nameUUIDFromBytes(String.join("\n", files).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** One try; what fails for good leaves neither its table nor a file on the stage. */
    private boolean land(SnowflakeSession session, SnowflakeStage stage, SnowflakeBatchServiceConfig config)
            throws SQLException {
        try {
            return landOnce(session, stage, config);
        } catch (SQLException | RuntimeException e) {
            if (!(e instanceof SQLException fault && SnowflakeFaults.isTransient(fault))) {
                discard(session, stage, e);
            }
            throw e;
        }
    }

    private void discard(SnowflakeSession session, SnowflakeStage stage, Exception cause) {
        try {
            session.execute(work.drop());
            stage.remove(session);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private boolean landOnce(SnowflakeSession session, SnowflakeStage stage, SnowflakeBatchServiceConfig config)
            throws SQLException {
        session.enter(SnowflakeStep.LAYOUT);
        new FormatVersion(session, dialect).requireKnown();
        List<TableSpec> tables = new ArrayList<>(dialect.ownTables(List.of(landing.table())));
        tables.add(landing.table());
        SnowflakeLayout.apply(session, dialect, tables);
        if (!hasLanded(session)) {
            session.execute(work.create());
            copy(session, stage, config);
            session.enter(SnowflakeStep.PROVE);
            publish(session, countedRows(session));
            session.execute(work.drop());
        }
        stage.remove(session);
        session.rest();
        return true;
    }

    private boolean hasLanded(SnowflakeSession session) throws SQLException {
        return session.number(
                        "select count(*) from " + dialect.stored(RawTables.LANDINGS) + " where "
                                + dialect.identifier("batch_id") + " = ? and " + dialect.identifier("source") + " = ?",
                        landing.batchId(),
                        landing.table().name())
                > 0;
    }

    /**
     * SnowflakeIO sends the COPY itself, over a connection of its own. Without files it would send one that is no SQL;
     * without a storage integration it leaves database and schema out, so the table's name holds them.
     */
    private void copy(SnowflakeSession session, SnowflakeStage stage, SnowflakeBatchServiceConfig config)
            throws SQLException {
        List<String> files = config.getFilesList();
        if (files.isEmpty()) {
            return;
        }
        session.enter(SnowflakeStep.STAGE);
        SnowflakeStage.Files staged = stage.reach(session, new TableLoad(landing.table(), files, 0, true));
        try {
            new SnowflakeBatchServiceImpl()
                    .write(new SnowflakeBatchServiceConfig(
                            config.getDataSourceProviderFn(),
                            List.copyOf(staged.names()),
                            config.getTableSchema(),
                            "",
                            "",
                            work.name(),
                            config.getQuery(),
                            config.getCreateDisposition(),
                            config.getWriteDisposition(),
                            "",
                            staged.place(),
                            config.getQuotationMark()));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new WarehouseException("COPY failed: " + e.getMessage(), e);
        }
    }

    private long countedRows(SnowflakeSession session) throws SQLException {
        List<Long> counts = session.query(work.count()).get(0).stream()
                .map(LandingService::whole)
                .toList();
        if (counts.get(2) > 0) {
            throw rival();
        }
        if (!counts.get(0).equals(counts.get(1))) {
            throw new WarehouseException(
                    Counted.of(counts.get(1), "row") + " read, but " + Counted.number(counts.get(0)) + " arrived");
        }
        return counts.get(0);
    }

    /** A sum of whole numbers may come as text. */
    private static long whole(@Nullable Object number) {
        return Long.parseLong(String.valueOf(number));
    }

    private static WarehouseException rival() {
        return new WarehouseException(
                "another run of the batch has copied its rows at the same time;" + " run again when it has ended");
    }

    private void publish(SnowflakeSession session, long rows) throws SQLException {
        transaction.run(session, landing.batchId(), () -> {
            if (!hasLanded(session)) {
                if (session.update(work.insert(), landing.batchId()) != rows) {
                    throw rival();
                }
                note(session, rows);
            }
            return rows;
        });
    }

    private void note(SnowflakeSession session, long rows) throws SQLException {
        session.update(
                "insert into " + dialect.stored(RawTables.LANDINGS) + " ("
                        + dialect.identifiers(List.of("batch_id", "source", "rows_landed", "landed_at"))
                        + ") values (?, ?, ?, ?)",
                landing.batchId(),
                landing.table().name(),
                rows,
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS));
    }

    /** SnowflakeIO never deletes what it wrote. */
    private static void delete(List<String> files) throws IOException {
        FileSystems.delete(
                files.stream()
                        .map(file -> FileSystems.matchNewResource(file, false))
                        .toList(),
                StandardMoveOptions.IGNORE_MISSING_FILES);
    }
}
