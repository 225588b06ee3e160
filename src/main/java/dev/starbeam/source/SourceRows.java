package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What ingest reads, as staging wants it. */
public record SourceRows(TextBatches batches) implements RowSource.Rows {
    /** Into shards of how many rows a source is parked that was not cut before it was read. */
    public static final long ROWS_A_PIECE = 1 << 17;

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        return batches.next();
    }

    @Override
    public long recordsRead() {
        return batches.recordsRead();
    }

    @Override
    public long bytesRead() {
        return batches.bytesRead();
    }

    @Override
    public void close() throws IOException {
        batches.close();
    }
}
