package dev.starbeam.warehouse.snowflake;

import dev.starbeam.model.MartModel;
import dev.starbeam.warehouse.CommitStateUnknownException;
import dev.starbeam.warehouse.LeftOver;
import dev.starbeam.warehouse.MartFigure;
import dev.starbeam.warehouse.MartsReceipt;
import dev.starbeam.warehouse.PublishReceipt;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.PublishedState;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.Warehouse;
import dev.starbeam.warehouse.WarehouseException;
import dev.starbeam.warehouse.cost.ComputeUse;
import dev.starbeam.warehouse.snowflake.layout.ErrorLogging;
import dev.starbeam.warehouse.snowflake.layout.LockedTransaction;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeDdl;
import dev.starbeam.warehouse.snowflake.layout.SnowflakeLayout;
import dev.starbeam.warehouse.snowflake.mart.SnowflakeMarts;
import dev.starbeam.warehouse.snowflake.options.SnowflakeOptions;
import dev.starbeam.warehouse.snowflake.session.QueryTag;
import dev.starbeam.warehouse.snowflake.session.RetriedWork;
import dev.starbeam.warehouse.snowflake.session.SnowflakeCompute;
import dev.starbeam.warehouse.snowflake.session.SnowflakeSessions;
import dev.starbeam.warehouse.snowflake.session.SnowflakeStep;
import dev.starbeam.warehouse.snowflake.session.SnowflakeUri;
import dev.starbeam.warehouse.snowflake.stage.SnowflakeStage;
import dev.starbeam.warehouse.sql.FormatVersion;
import dev.starbeam.warehouse.sql.Ledger;
import dev.starbeam.warehouse.sql.LeftOvers;
import dev.starbeam.warehouse.sql.PublishedKeys;
import dev.starbeam.warehouse.sql.StatementObserver;
import dev.starbeam.warehouse.sql.mart.HeldFigures;
import dev.starbeam.warehouse.sql.merge.ScdTypeChange;
import dev.starbeam.warehouse.table.TableSpec;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Snowflake, over its JDBC driver. Staged files are put on a stage, copied into temporary work tables, proven, and merged
 * in one transaction that adds the quality rows and the ledger row; see {@link SnowflakePublication}. DDL, which commits
 * by itself, runs before it and only ever adds.
 *
 * <p>Faults that pass are met by trying again on a new session. Nothing here has run against the real service yet:
 * docs/snowflake.md says what it was tried against.
 */
public final class SnowflakeWarehouse implements Warehouse {
    private static final Duration FIRST_PAUSE = Duration.standardSeconds(2);

    private final SnowflakeUri uri;
    private final String pipeline;
    private final SnowflakeDdl dialect;
    private final Settings settings;
    private final SnowflakeCompute compute;
    private @Nullable RetriedWork work;
    private QueryTag current;

    private SnowflakeWarehouse(SnowflakeUri uri, String pipeline, SnowflakeOptions declared, Settings settings) {
        this.uri = uri;
        this.pipeline = pipeline;
        this.dialect = new SnowflakeDdl(uri.database(), declared);
        this.compute = SnowflakeCompute.of(uri, declared);
        this.settings = settings;
        this.current = new QueryTag(pipeline, "");
    }

    /** What tests replace. */
    public record Settings(Clock clock, StatementObserver observer, Duration firstPause) {
        static final Settings USUAL = new Settings(Clock.systemUTC(), StatementObserver.NONE, FIRST_PAUSE);
    }

    /** Signs in when the first batch comes. */
    public static SnowflakeWarehouse open(SnowflakeUri uri, String pipeline, SnowflakeOptions declared) {
        return open(uri, pipeline, declared, Settings.USUAL);
    }

    public static SnowflakeWarehouse open(
            SnowflakeUri uri, String pipeline, SnowflakeOptions declared, Settings settings) {
        return new SnowflakeWarehouse(uri, pipeline, declared, settings);
    }

    @Override
    public PublishReceipt publish(PublishRequest request) {
        RunRecord run = request.run();
        // A place of its own: another publisher of the same files may be writing, reading or removing its copies.
        SnowflakeStage stage = new SnowflakeStage(
                uri, run.pipeline(), run.batchId(), UUID.randomUUID().toString());
        SnowflakePublication publication = new SnowflakePublication(request, dialect, stage, settings.clock());
        try {
            return work(run.batchId()).run(publication::attempt);
        } catch (WarehouseException e) {
            throw publication.isCommitStateUnknown()
                    ? new CommitStateUnknownException(String.valueOf(e.getMessage()), e)
                    : e;
        }
    }

    @Override
    public MartsReceipt buildMarts(String batchId, List<MartModel> marts) {
        LockedTransaction transaction = new LockedTransaction(dialect);
        return work(batchId).run(session -> {
            session.enter(SnowflakeStep.MARTS);
            new FormatVersion(session, dialect).requireKnown();
            MartsReceipt built =
                    new SnowflakeMarts(session, dialect, transaction, compute.marts()).build(batchId, marts, now());
            session.rest();
            return built;
        });
    }

    @Override
    public List<MartFigure> withHeld(String batchId, List<TableSpec> facts, List<MartModel> marts) {
        return work(batchId).run(session -> {
            session.enter(SnowflakeStep.MARTS);
            List<MartFigure> figures =
                    new HeldFigures(session, dialect, SnowflakeMarts::translated, batchId, facts).of(marts);
            session.rest();
            return figures;
        });
    }

    @Override
    public PublishedState state(String declared, String declaration) {
        return look(session -> new Ledger(session, dialect).state(declared, declaration));
    }

    @Override
    public boolean isPublished(String batchId) {
        return look(session -> new Ledger(session, dialect).knows(batchId));
    }

    @Override
    public List<String> batchesWithoutMarts(String declared) {
        return look(session -> new Ledger(session, dialect).unbuilt(declared));
    }

    @Override
    public void readKeys(TableSpec table, String column, List<String> naturalKey, PublishedKey keys) {
        look(session -> {
            PublishedKeys.read(session, dialect, table, column, naturalKey, keys);
            return true;
        });
    }

    @Override
    public List<String> changes(List<TableSpec> tables) {
        return look(session -> SnowflakeLayout.changes(session, dialect, SnowflakePublication.all(dialect, tables)));
    }

    @Override
    public void requireMergeable(List<TableSpec> tables) {
        look(session -> {
            new FormatVersion(session, dialect).requireSameKeys("", false);
            new ScdTypeChange(session, dialect).refuse(tables);
            ErrorLogging.refuse(session, dialect, tables);
            return true;
        });
    }

    @Override
    public List<LeftOver> leftOver(String declaring, List<TableSpec> declared, List<MartModel> marts) {
        return look(session -> new LeftOvers(session, dialect).find(declaring, declared, marts));
    }

    @Override
    public void remove(List<LeftOver> leftOver) {
        work("").run(session -> {
            new FormatVersion(session, dialect).requireKnown();
            for (LeftOver one : leftOver) {
                // What is tried again may be gone by now.
                session.execute(one.statement()
                        .replaceFirst(
                                "^(drop (?:dynamic table|table|view)|alter table .* drop column) ", "$1 if exists "));
            }
            return true;
        });
    }

    /** Reads, which may be repeated; but what a consumer was given isn't taken back, and keys may come twice. */
    private <T> T look(RetriedWork.Work<T> question) {
        return work("").run(session -> {
            session.enter(SnowflakeStep.LEDGER);
            new FormatVersion(session, dialect).requireKnown();
            return question.run(session);
        });
    }

    @Override
    public List<ComputeUse> computeUse() {
        return compute.use();
    }

    @Override
    public void close() {
        RetriedWork open = work;
        if (open != null) {
            open.close();
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(settings.clock().instant(), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MICROS);
    }

    /** One session for all batches, whose statements' tags name each. */
    private RetriedWork work(String batchId) {
        current = new QueryTag(pipeline, batchId);
        RetriedWork open = work;
        if (open == null) {
            open = new RetriedWork(
                    new SnowflakeSessions(uri, settings.observer(), compute, () -> current), settings.firstPause());
            work = open;
        }
        return open;
    }
}
