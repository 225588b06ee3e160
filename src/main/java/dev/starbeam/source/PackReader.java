package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import dev.starbeam.reject.RejectedRow;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the ranges of a pack one after the other; one is open at a time. For one thread. */
final class PackReader implements BatchReader {
    private final Source source;
    private final Iterator<SourceRange> ranges;
    private final Consumer<RejectedRow> rejects;
    private @Nullable RangeParts parts;
    private @Nullable BatchReader reader;
    private long recordsRead;
    private long bytesRead;

    private PackReader(Source source, RangePack pack, Consumer<RejectedRow> rejects) {
        this.source = source;
        this.ranges = pack.ranges().iterator();
        this.rejects = rejects;
    }

    /** Opens the pack's first range; rejected records go to {@code rejects} as they are met. */
    static PackReader open(Source source, RangePack pack, Consumer<RejectedRow> rejects) throws IOException {
        PackReader reader = new PackReader(source, pack, rejects);
        reader.openNext();
        return reader;
    }

    @Override
    public @Nullable ColumnBatch next() throws IOException {
        for (BatchReader open = reader; open != null; open = reader) {
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
        BatchReader open = reader;
        RangeParts opened = parts;
        reader = null;
        parts = null;
        if (open != null) {
            recordsRead += open.recordsRead();
            bytesRead += open.bytesRead();
            open.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    private void openNext() throws IOException {
        if (ranges.hasNext()) {
            RangeParts next = source.read(ranges.next());
            parts = next;
            reader = next.list().get(0).open(rejects);
        }
    }
}
