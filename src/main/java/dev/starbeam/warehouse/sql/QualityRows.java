package dev.starbeam.warehouse.sql;

import dev.starbeam.warehouse.CheckRecord;
import dev.starbeam.warehouse.PublishRequest;
import dev.starbeam.warehouse.RunRecord;
import dev.starbeam.warehouse.SourceFileRecord;
import dev.starbeam.warehouse.table.ColumnSpec;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what a run tells about itself. Values stand in the order of the columns of the quality tables. */
public final class QualityRows {
    private final SqlSession session;
    private final SqlDialect sql;
    private final PublishRequest request;

    public QualityRows(SqlSession session, SqlDialect dialect, PublishRequest request) {
        this.session = session;
        this.sql = dialect;
        this.request = request;
    }

    /** Adds the row of runs. */
    public void addRun(LocalDateTime now, long withdrawn) throws SQLException {
        insert(QualityTables.RUNS, List.<@Nullable Object[]>of(run(request.run(), now, withdrawn)));
    }

    /** Adds the rows of check_results. */
    public void addChecks() throws SQLException {
        insert(
                QualityTables.CHECK_RESULTS,
                request.checks().stream().map(this::check).toList());
    }

    /** Adds the rows of load_files. */
    public void addFiles() throws SQLException {
        insert(
                QualityTables.LOAD_FILES,
                request.sources().stream().map(this::source).toList());
    }

    private void insert(TableSpec table, List<@Nullable Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(rows.get(0).length, "?"));
            String columns = sql.identifiers(
                    table.columns().stream().map(ColumnSpec::name).toList());
            session.updateEach("insert into " + sql.stored(table) + " (" + columns + ") values (" + marks + ")", rows);
        }
    }

    private static @Nullable Object[] run(RunRecord run, LocalDateTime now, long withdrawn) {
        return new Object[] {
            run.batchId(),
            run.pipeline(),
            run.fingerprint(),
            LocalDateTime.ofInstant(run.startedAt(), ZoneOffset.UTC),
            now,
            run.verdict(),
            run.read(),
            run.accepted(),
            run.rejected(),
            run.filtered(),
            run.quarantined(),
            run.version(),
            withdrawn
        };
    }

    private @Nullable Object[] check(CheckRecord check) {
        return new @Nullable Object[] {
            request.run().batchId(),
            check.checkId(),
            check.table(),
            check.column(),
            check.severity(),
            check.onFailure(),
            check.status(),
            check.judged(),
            check.flagged(),
            check.powerless(),
            check.observed(),
            check.expected(),
            check.remedy()
        };
    }

    private @Nullable Object[] source(SourceFileRecord source) {
        return new @Nullable Object[] {
            request.run().batchId(),
            source.source(),
            source.file(),
            source.bytes(),
            source.version(),
            source.unendedAt()
        };
    }
}
