package dev.starbeam.pipeline;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.Selection;
import dev.starbeam.model.CheckModel;
import dev.starbeam.quality.check.BatchFlags;
import dev.starbeam.quality.check.ExternalFlags;
import dev.starbeam.quality.check.FailureCountState;
import dev.starbeam.quality.check.FlaggedRow;
import dev.starbeam.quality.check.RowFlagger;
import dev.starbeam.quality.check.TableChecks;
import dev.starbeam.warehouse.QualityTables;
import dev.starbeam.warehouse.TableSpec;
import dev.starbeam.warehouse.parquet.ParquetBatchWriter;
import dev.starbeam.warehouse.parquet.ParquetCompression;
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
final class CheckedTable implements Closeable {
    private final TableSpec table;
    private final RowFlagger flagger;
    private final Map<String, CheckModel> checks;
    private final ParquetBatchWriter published;
    private final String flagsUri;
    private final FailureCountState failures = new FailureCountState();
    private @Nullable ParquetBatchWriter flagged;
    private long publishedRows;
    private long quarantinedRows;

    private CheckedTable(
            TableSpec table, TableChecks checks, RowFlagger flagger, ParquetBatchWriter published, String flagsUri) {
        this.table = table;
        this.flagger = flagger;
        this.checks = checks.checks().stream().collect(Collectors.toMap(CheckModel::id, Function.identity()));
        this.published = published;
        this.flagsUri = flagsUri;
    }

    /** Begins the files of the piece called {@code name}. */
    static CheckedTable create(TableSpec table, TableChecks checks, RowFlagger flagger, String directory, String name)
            throws IOException {
        String piece = table.name() + "-" + name + ".parquet";
        ParquetBatchWriter published = ParquetBatchWriter.create(
                directory + "/" + piece, table.stagedSchema(), ParquetCompression.UNCOMPRESSED);
        return new CheckedTable(table, checks, flagger, published, directory + "/flags-" + piece);
    }

    /** Flags and writes a batch that has the table's columns and provenance. */
    void write(ColumnBatch rows, ExternalFlags external) throws IOException {
        BatchFlags flags = flagger.flag(rows, Selection.all(rows.rows()), external);
        flags.addTo(failures);
        quarantinedRows += flags.quarantined().size();
        publishedRows += flags.published().size();
        published.write(rows.select(flags.published()).project(table.stagedColumns()));
        List<FlaggedRow> listed = flags.rows();
        if (!listed.isEmpty()) {
            flagFile().write(FlaggedRows.toBatch(table.name(), rows, listed, checks));
        }
    }

    long publishedRows() {
        return publishedRows;
    }

    long quarantinedRows() {
        return quarantinedRows;
    }

    FailureCountState failures() {
        return failures;
    }

    /** Completes the files. */
    List<StagedFile> finish() throws IOException {
        List<StagedFile> files = new ArrayList<>();
        files.add(new StagedFile(table.name(), published.finish().uri(), publishedRows));
        ParquetBatchWriter flags = flagged;
        if (flags != null) {
            var file = flags.finish();
            files.add(new StagedFile(QualityTables.QUARANTINED_ROWS.name(), file.uri(), file.rows()));
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        published.close();
        if (flagged != null) {
            flagged.close();
        }
    }

    private ParquetBatchWriter flagFile() throws IOException {
        ParquetBatchWriter open = flagged;
        if (open == null) {
            open = ParquetBatchWriter.create(
                    flagsUri, QualityTables.QUARANTINED_ROWS.stagedSchema(), ParquetCompression.UNCOMPRESSED);
            flagged = open;
        }
        return open;
    }
}
