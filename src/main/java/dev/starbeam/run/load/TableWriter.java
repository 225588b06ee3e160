package dev.starbeam.run.load;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.check.CheckModel;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.quality.check.flag.BatchFlags;
import dev.starbeam.quality.check.flag.FlaggedRow;
import dev.starbeam.quality.check.flag.RowFlagger;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.table.QualityTables;
import dev.starbeam.warehouse.table.TableSpec;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Flags the rows of one piece of a table and writes them to files to be published: those that pass to one, each flag to
 * another. For one thread.
 */
public final class TableWriter implements Closeable {
    private final TableSpec table;
    private final RowFlagger flagger;
    private final Map<String, CheckModel> checks;
    private final ParquetBatchWriter published;
    private final PublishDirectory directory;
    private final String piece;
    private final FailureCountState failures = new FailureCountState();
    private final HeldRows held = new HeldRows();
    private final boolean knowsSource;
    private final List<String> measures;
    private final @Nullable SetAsideWriter aside;
    private @Nullable ParquetBatchWriter flagged;
    private long publishedRows;
    private long quarantinedRows;

    private TableWriter(
            TableSpec table, TableChecks checks, RowFlagger flagger, PublishDirectory directory, String piece)
            throws IOException {
        this.table = table;
        this.flagger = flagger;
        this.checks = checks.checks().stream().collect(Collectors.toMap(CheckModel::id, Function.identity()));
        this.measures = checks.mayHold() ? checks.measures() : List.of();
        this.directory = directory;
        this.piece = piece;
        this.knowsSource = table.stagedColumns().contains(Provenance.SOURCE_FILE);
        this.aside = table.merging().isFact() ? new SetAsideWriter(SetAsideKeys.held(table), directory) : null;
        this.published = directory.create(piece, table.stagedSchema());
    }

    /** Begins the files of the piece called {@code name}. */
    public static TableWriter create(
            TableSpec table, TableChecks checks, RowFlagger flagger, PublishDirectory directory, String name)
            throws IOException {
        String piece = table.name() + "-" + name;
        return new TableWriter(table, checks, flagger, directory, piece);
    }

    /** Flags and writes a batch that has the table's columns and provenance. */
    public void write(ColumnBatch rows, ExternalFlags external) throws IOException {
        if (knowsSource) {
            held.add(rows);
        }
        BatchFlags flags = flagger.flag(rows, Selection.all(rows.rows()), external);
        flags.addTo(failures);
        if (!measures.isEmpty()) {
            flags.addSums(failures.sums(), measures);
        }
        quarantinedRows += flags.quarantined().size();
        publishedRows += flags.published().size();
        published.write(rows.project(table.stagedColumns()).select(flags.published()));
        if (aside != null && flags.quarantined().size() > 0) {
            aside.add(rows.select(flags.quarantined()));
        }
        List<FlaggedRow> listed = flags.rows();
        if (!listed.isEmpty()) {
            flagFile().write(FlaggedRows.toBatch(table.name(), rows, listed, checks));
        }
    }

    public long publishedRows() {
        return publishedRows;
    }

    public long quarantinedRows() {
        return quarantinedRows;
    }

    public FailureCountState failures() {
        return failures;
    }

    /** Completes the files. */
    public List<LoadFile> finish() throws IOException {
        List<LoadFile> files = new ArrayList<>();
        files.add(LoadFile.of(table.name(), published.finish(), held.ranges()));
        ParquetBatchWriter flags = flagged;
        if (flags != null) {
            files.add(LoadFile.of(QualityTables.QUARANTINED_ROWS.name(), flags.finish(), held.ranges()));
        }
        if (aside != null) {
            aside.finish(held.ranges()).ifPresent(files::add);
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        published.close();
        if (flagged != null) {
            flagged.close();
        }
        if (aside != null) {
            aside.close();
        }
    }

    private ParquetBatchWriter flagFile() throws IOException {
        ParquetBatchWriter open = flagged;
        if (open == null) {
            open = directory.create("flags-" + piece, QualityTables.QUARANTINED_ROWS.stagedSchema());
            flagged = open;
        }
        return open;
    }
}
