package dev.starbeam.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file of a source, as listed; or a table, as if it had been written just now.
 *
 * @param path the file as its file system names it, or the table's address
 * @param size bytes as stored, 0 when no one says
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

    /** What tells this content from an earlier or later one of the same name. */
    public String version() {
        return size + "/" + (checksum == null ? String.valueOf(lastModifiedMillis) : checksum);
    }
}
