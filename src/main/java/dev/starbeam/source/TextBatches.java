package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a source holds, or a part of it, as batches of text, read one after the other. For one thread. */
public interface TextBatches extends Closeable {
    /** The next rows, at least one; {@code null} at the end. */
    @Nullable
    ColumnBatch next() throws IOException;

    /** Records met so far, whether they became rows or were rejected. */
    long recordsRead();

    /** Bytes read so far. */
    long bytesRead();
}
