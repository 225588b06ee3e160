package dev.starbeam.ingest.csv;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.ingest.file.ShardPack;
import dev.starbeam.ingest.file.SourceShard;
import dev.starbeam.model.SourceModel;
import dev.starbeam.reject.RejectedRow;
import dev.starbeam.source.TextBatches;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the shards of a pack one after the other; one file is open at a time. For one thread. */
public final class PackReader implements TextBatches {
    private final SourceModel source;
    private final Iterator<SourceShard> shards;
    private final Consumer<RejectedRow> rejects;
    private @Nullable CsvShardReader reader;
    private long recordsRead;
    private long bytesRead;

    private PackReader(SourceModel source, ShardPack pack, Consumer<RejectedRow> rejects) {
        this.source = source;
        this.shards = pack.shards().iterator();
        this.rejects = rejects;
    }

    /** Opens the pack's first file; rejected records go to {@code rejects} as they are met. */
    public static PackReader open(SourceModel source, ShardPack pack, Consumer<RejectedRow> rejects)
            throws IOException {
        PackReader reader = new PackReader(source, pack, rejects);
        reader.openNext();
        return reader;
    }

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        for (CsvShardReader open = reader; open != null; open = reader) {
            ColumnBatch batch = open.next();
            if (batch != null) {
                return batch;
            }
            close();
            openNext();
        }
        return null;
    }

    @Override
    public long recordsRead() {
        return recordsRead + (reader == null ? 0 : reader.recordsRead());
    }

    @Override
    public long bytesRead() {
        return bytesRead + (reader == null ? 0 : reader.bytesRead());
    }

    @Override
    public void close() throws IOException {
        CsvShardReader open = reader;
        reader = null;
        if (open != null) {
            recordsRead += open.recordsRead();
            bytesRead += open.bytesRead();
            open.close();
        }
    }

    private void openNext() throws IOException {
        if (shards.hasNext()) {
            reader = CsvShardReader.open(source, shards.next(), rejects);
        }
    }
}
