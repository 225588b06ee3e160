package dev.starbeam.ingest.file;

import dev.starbeam.model.CsvFormat;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source, as listed.
 *
 * @param path the file as its file system names it
 * @param size bytes as stored
 * @param lastModifiedMillis milliseconds since 1970, 0 when the file system does not say
 * @param checksum what the file system offers to tell contents apart (an etag, say), if anything
 * @param seekable whether reading may begin anywhere at little cost
 */
public record SourceFile(
        String path,
        long size,
        long lastModifiedMillis,
        @Nullable String checksum,
        boolean seekable) implements Serializable {

    /** Whether the file is read as gzip. */
    public boolean isCompressed(CsvFormat csv) {
        return SourceInput.isGzip(path, csv);
    }
}
