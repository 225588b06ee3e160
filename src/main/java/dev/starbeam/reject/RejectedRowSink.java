package dev.starbeam.reject;

import dev.starbeam.batch.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the rejected rows of one shard; for one thread. */
public interface RejectedRowSink extends Closeable {
    void add(RejectedRow row) throws IOException;

    /** Takes rows that were set aside with the columns that their keys are made of: published ones are found by them. */
    default void addKeys(ColumnBatch rows) throws IOException {}

    /** Ends the files of keys, if there were any. @return where they are */
    default List<String> finishKeys() throws IOException {
        return List.of();
    }

    /** Ends the file, if there were rows. @return where it is */
    Optional<String> finish() throws IOException;

    /** Ends all files. @return where they are */
    default List<String> finishAll() throws IOException {
        List<String> files = new ArrayList<>(finishKeys());
        finish().ifPresent(files::add);
        return files;
    }

    /** Opens sinks on a worker. */
    interface Factory extends Serializable {
        /** A sink for what {@code stage} rejects; nothing is created before the first row. */
        RejectedRowSink open(String stage);
    }
}
