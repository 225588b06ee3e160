package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.ClaimDirectory;
import dev.starbeam.spill.ClaimWriter;
import dev.starbeam.spill.LiveRows;
import dev.starbeam.spill.StagedShard;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parks the rows of one shard of a source in claim files of about a number of rows each, in the order they are read. A
 * shard without rows has one file, without rows. For one thread.
 */
final class ParkedPieces implements Closeable {
    private final StagingModel model;
    private final ClaimDirectory directory;
    private final String sourceFile;
    private final long rowsAPiece;
    private final List<StagedShard> finished = new ArrayList<>();
    private @Nullable ClaimWriter writer;
    private String uri;
    private long firstOffset;

    ParkedPieces(StagingModel model, ClaimDirectory directory, String sourceFile, long firstOffset, long rowsAPiece)
            throws IOException {
        this.model = model;
        this.directory = directory;
        this.sourceFile = sourceFile;
        this.firstOffset = firstOffset;
        this.rowsAPiece = rowsAPiece;
        this.uri = directory.newFile(model.name());
        this.writer = open();
    }

    /** Parks a batch; where a piece is full, the batch's first row begins another. */
    void append(ColumnBatch rows) throws IOException {
        ClaimWriter current = writer;
        if (current == null || (rows.rows() > 0 && current.rows() >= rowsAPiece)) {
            finishPiece();
            firstOffset = rows.longs(Provenance.SOURCE_OFFSET).value(0);
            uri = directory.newFile(model.name());
            current = open();
            writer = current;
        }
        current.append(rows);
    }

    /** Completes the files; there is at least one. */
    List<StagedShard> finish() throws IOException {
        finishPiece();
        return List.copyOf(finished);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    private ClaimWriter open() throws IOException {
        return ClaimWriter.create(uri, RowStager.stagedSchema(model));
    }

    private void finishPiece() throws IOException {
        ClaimWriter current = writer;
        if (current != null) {
            current.close();
            writer = null;
            long rows = current.rows();
            finished.add(
                    new StagedShard(model.name(), sourceFile, firstOffset, uri, rows, LiveRows.all(rows), List.of()));
        }
    }
}
