package dev.starbeam.staging;

import dev.starbeam.batch.Column;
import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.batch.RowGather;
import dev.starbeam.batch.TextColumn;
import dev.starbeam.model.Provenance;
import dev.starbeam.model.StagingModel;
import dev.starbeam.spill.KeptRows;
import dev.starbeam.spill.ParkedFileWriter;
import dev.starbeam.spill.ParkedShard;
import dev.starbeam.spill.ParkingDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parks the rows of one shard of a source, in the order they are read, in files of about as many rows as asked for. A
 * shard without rows has one file, without rows. For one thread.
 */
final class ParkedPieces implements Closeable {
    /** What later steps cost for a batch is little beside what they cost for so many rows. */
    private static final int ROWS_A_BATCH = 1 << 12;

    /** Each may hold on to all that was read with it. */
    private static final int MOST_SMALL = 16;

    private static final long MOST_SMALL_BYTES = 16L << 20;

    private final StagingModel model;
    private final ParkingDirectory directory;
    private final long rowsAPiece;
    private final List<ColumnBatch> small = new ArrayList<>();
    private int smallRows;
    private long smallBytes;
    private String sourceFile;
    private final List<ParkedShard> finished = new ArrayList<>();
    private @Nullable ParkedFileWriter writer;
    private String uri;
    private long firstOffset;

    ParkedPieces(StagingModel model, ParkingDirectory directory, String sourceFile, long firstOffset, long rowsAPiece)
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
        smallBytes += textBytes(rows);
        if (small.size() == MOST_SMALL
                || smallBytes >= MOST_SMALL_BYTES
                || smallRows >= Math.min(ROWS_A_BATCH, rowsAPiece)) {
            joinSmall();
        }
    }

    /** Completes the files; there is at least one. */
    List<ParkedShard> finish() throws IOException {
        joinSmall();
        finishPiece();
        return List.copyOf(finished);
    }

    /** The largest array that the texts of a column are in; all columns may share it. */
    private static long textBytes(ColumnBatch rows) {
        long most = 0;
        for (Column column : rows.columns()) {
            most = Math.max(most, column instanceof TextColumn text ? text.bytes().length : 0);
        }
        return most;
    }

    private void joinSmall() throws IOException {
        if (!small.isEmpty()) {
            write(small.size() == 1 ? small.get(0) : RowGather.concatenate(RowStager.stagedSchema(model), small));
            small.clear();
            smallRows = 0;
            smallBytes = 0;
        }
    }

    private void write(ColumnBatch rows) throws IOException {
        ParkedFileWriter current = writer;
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

    private ParkedFileWriter open() throws IOException {
        return ParkedFileWriter.create(uri, RowStager.stagedSchema(model));
    }

    private void finishPiece() throws IOException {
        ParkedFileWriter current = writer;
        if (current != null) {
            current.close();
            writer = null;
            long rows = current.rows();
            finished.add(
                    new ParkedShard(model.name(), sourceFile, firstOffset, uri, rows, KeptRows.all(rows), List.of()));
        }
    }
}
