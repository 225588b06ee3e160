package dev.starbeam.staging;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
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
    /** What later steps cost for a batch is little beside what they cost for so many rows. */
    private static final int ROWS_A_BATCH = 1 << 12;

    /** Each may hold on to all that was read with it. */
    private static final int MOST_SMALL = 16;

    private final StagingModel model;
    private final ClaimDirectory directory;
    private final long rowsAPiece;
    private final List<ColumnBatch> small = new ArrayList<>();
    private int smallRows;
    private String sourceFile;
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

    /** Parks a batch, small ones together with others; where a piece is full, the next row begins another. */
    void append(ColumnBatch rows) throws IOException {
        if (rows.rows() == 0) {
            return;
        }
        if (rows.rows() >= ROWS_A_BATCH) {
            joinSmall();
            write(rows);
            return;
        }
        small.add(rows);
        smallRows += rows.rows();
        if (small.size() == MOST_SMALL || smallRows >= Math.min(ROWS_A_BATCH, rowsAPiece)) {
            joinSmall();
        }
    }

    /** Completes the files; there is at least one. */
    List<StagedShard> finish() throws IOException {
        joinSmall();
        finishPiece();
        return List.copyOf(finished);
    }

    private void joinSmall() throws IOException {
        if (!small.isEmpty()) {
            write(small.size() == 1 ? small.get(0) : RowGather.concatenate(RowStager.stagedSchema(model), small));
            small.clear();
            smallRows = 0;
        }
    }

    private void write(ColumnBatch rows) throws IOException {
        ClaimWriter current = writer;
        if (current == null || current.rows() >= rowsAPiece) {
            finishPiece();
            sourceFile = rows.text(Provenance.SOURCE_FILE).string(0);
            firstOffset = rows.longs(Provenance.SOURCE_OFFSET).value(0);
            uri = directory.newFile(model.name());
            current = open();
            writer = current;
        }
        current.append(rows);
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
