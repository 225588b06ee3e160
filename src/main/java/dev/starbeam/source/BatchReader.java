package dev.starbeam.source;

import dev.starbeam.batch.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a source, or of a part of it, as batches, read one after the other. For one thread. */
public interface BatchReader extends Closeable {
    /**
     * The next rows, at least one, with the source's columns and those of {@link dev.starbeam.model.Provenance};
     * {@code null} at the end.
     */
    @Nullable
    ColumnBatch next() throws IOException;

    /** Records met so far, whether they became rows or were rejected. */
    long recordsRead();

    /** Bytes read so far, as stored. */
    long bytesRead();

    /** The checksums of all bytes read, as stored, once everything was read; none where a format doesn't sum them. */
    default List<ContentSum> sums() {
        return List.of();
    }

    /** In how many files what people should know of was met so far, by what it was ({@link dev.starbeam.reject.FileNotes}). */
    default Map<String, Long> notes() {
        return Map.of();
    }
}
