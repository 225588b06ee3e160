package dev.starbeam.warehouse;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One file that was read, a row of {@code quality.load_files}.
 *
 * @param source the declared source
 * @param file its path or URI
 * @param bytes its size
 * @param version what tells its content from a later one under the same name; {@code null} when only a part of its rows
 *     was read, so that it doesn't count as read
 * @param unendedAt where its last record begins, if that may have been cut short: it has no line end, and the file had just
 *     been changed
 * @param once whether no other batch may have read it
 */
public record SourceFileRecord(
        String source,
        String file,
        long bytes,
        @Nullable String version,
        @Nullable Long unendedAt,
        boolean once) implements Serializable {
    /** A file that may be read by any number of batches. */
    public SourceFileRecord(String source, String file, long bytes) {
        this(source, file, bytes, null, null, false);
    }

    /** The same with the place of a last record that has no end. */
    public SourceFileRecord unended(@Nullable Long at) {
        return new SourceFileRecord(source, file, bytes, version, at, once);
    }

    /** What identifies the content that was read. */
    public String identity() {
        return source + "\n" + file + "\n" + version;
    }
}
